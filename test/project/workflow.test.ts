import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '..', '..');
const WORKFLOWS = path.join(ROOT, '.github', 'workflows');

interface Step { readonly 'name'?: string; readonly 'uses'?: string; readonly 'run'?: string; readonly 'if'?: string; readonly 'continue-on-error'?: boolean }
interface Job {
  readonly if?: string;
  readonly needs?: string;
  readonly environment?: string;
  readonly permissions?: { readonly [name: string]: string };
  readonly strategy?: { readonly 'fail-fast': boolean; readonly 'matrix': { readonly node: string[] } };
  readonly steps: Step[];
}
interface Workflow {
  readonly on: { readonly [event: string]: { readonly inputs?: { readonly dry_run: { readonly default: boolean } } } };
  readonly permissions?: object;
  readonly jobs: { readonly [name: string]: Job };
}

const workflowOf = (name: string) => parse(fs.readFileSync(path.join(WORKFLOWS, `${name}.yml`), 'utf8')) as Workflow;

const ALL = fs.readdirSync(WORKFLOWS).map((file) => [path.basename(file, '.yml'), workflowOf(path.basename(file, '.yml'))] as const);
const JOBS = ALL.flatMap(([name, { jobs }]) => Object.entries(jobs).map(([job, definition]) => [`${name}/${job}`, definition] as const));

describe('pull requests', () => {
  const workflow = workflowOf('build');
  const { verify } = workflow.jobs;

  /** The commands in the last line of `.ci/run`, where each waits for the one before. */
  function commands(): string[] {
    const lines = fs.readFileSync(path.join(ROOT, '.ci', 'run'), 'utf8').trim().split('\n');
    return lines[lines.length - 1].split('&&').map((command) => command.trim());
  }

  test('each runs the commands of .ci/run, in their order, and nothing else', () => {
    expect(commands()).toContain('npm run verify');
    expect(verify.steps.flatMap(({ run }) => run ?? [])).toEqual(commands());
    expect(workflow.on).toHaveProperty('pull_request');
  });

  test('all tests that load the peers run with the newest, in a job of its own', () => {
    const job = workflow.jobs['newest-peers'];
    expect(job.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', 'npm run test:newest']);
    for (const left of ['if', 'needs']) { expect(job).not.toHaveProperty(left); }
    expect(job.steps.filter((step) => 'if' in step || 'continue-on-error' in step)).toEqual([]);
  });

  test('none of them can be left out, or fail without failing the job', () => {
    expect(verify).not.toHaveProperty('if');
    expect(verify).not.toHaveProperty('needs');
    expect(verify.steps.filter((step) => 'if' in step || 'continue-on-error' in step)).toEqual([]);
  });

  test('they find what they need: the sources, Node.js, and Python for the test of its package', () => {
    const actions = verify.steps.flatMap(({ uses }) => uses?.split('@')[0] ?? []);
    expect(actions).toEqual(['actions/checkout', 'actions/setup-node', 'actions/setup-python']);
  });

  test('they run on the oldest version of Node.js that the package accepts, and on newer ones', () => {
    const { engines } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { engines: { node: string } };
    const versions = verify.strategy!.matrix.node;
    expect(engines.node).toBe(`>= ${versions[0]}.0.0`);
    expect(versions.length).toBeGreaterThan(2);
    expect(verify.strategy!['fail-fast']).toBe(false);
    expect(verify.steps.find(({ uses }) => uses?.startsWith('actions/setup-node'))).toMatchObject({ with: { 'node-version': '${{ matrix.node }}' } });
  });

  test('the public API is compared with the newest release', () => {
    expect(workflow.jobs.build.steps.map(({ run }) => run)).toContain('npx projen compat');
  });

  test('titles may begin as messages of commits do', () => {
    const [{ with: { types } }] = workflowOf('pull-request-lint').jobs.validate.steps as unknown as { with: { types: string } }[];
    expect(types.split('\n')).toEqual(expect.arrayContaining(['feat', 'fix', 'perf', 'docs', 'test', 'refactor']));
  });
});

describe('a release', () => {
  const { on, jobs: { release, ...publish } } = workflowOf('release');

  test('begins when somebody starts it, and publishes nothing unless that was asked for', () => {
    expect(Object.keys(on)).toEqual(['workflow_dispatch']);
    expect(on.workflow_dispatch.inputs!.dry_run.default).toBe(true);
  });

  test('is one of the main branch', () => {
    expect(release.if).toBe("github.ref == 'refs/heads/main'");
  });

  test('reaches each registry from an environment that asks for approval, and GitHub when all others have it', () => {
    expect(Object.keys(publish).sort()).toEqual(['github', 'golang', 'maven', 'npm', 'nuget', 'pypi'].map((name) => `release_${name}`));
    for (const { environment, needs } of Object.values(publish)) {
      expect(environment).toBe('release');
      expect([needs].flat()).toContain('release');
    }
    const others = Object.keys(publish).filter((name) => name !== 'release_github');
    expect(publish.release_github.needs).toEqual(expect.arrayContaining(others));
  });

  test('needs no lasting secret where a registry knows the workflow', () => {
    for (const name of ['release_npm', 'release_pypi', 'release_nuget']) {
      expect(publish[name].permissions).toEqual({ 'contents': 'read', 'id-token': 'write' });
      expect(JSON.stringify(publish[name])).not.toMatch(/secrets\.\w*(?:TOKEN|PASSWORD|KEY)/);
    }
  });

  test('uses a fixed version of what gets the credentials', () => {
    for (const [name, { steps }] of Object.entries(publish)) {
      const [{ run }] = steps.filter(({ name: title }) => title === 'Release');
      expect(run).toMatch(name === 'release_github' ? /gh release create/ : /^npx '-p' 'publib@\d+\.\d+\.\d+' /);
    }
  });

  test('has an API whose changes are accepted, and a section in CHANGELOG.md', () => {
    const runs = release.steps.flatMap(({ run }) => run ?? []);
    expect(runs).toContain('npx projen compat');
    const { tasks } = JSON.parse(fs.readFileSync(path.join(ROOT, '.projen', 'tasks.json'), 'utf8')) as { tasks: { compat: { steps: { execArgs: string[] }[] } } };
    // Without it, jsii-diff only warns of changes of what is experimental.
    expect(tasks.compat.steps[0].execArgs.join(' ')).toContain('--ignore-file .compatignore --error-on all');
    expect(runs.filter((run) => run.includes('CHANGELOG.md'))).toHaveLength(1);
  });
});

describe('the documentation site', () => {
  const { on, jobs: { build, deploy } } = workflowOf('site');

  test('is published when its pages change on the main branch, after its tests', () => {
    expect(on).toMatchObject({ push: { branches: ['main'], paths: expect.arrayContaining(['*.md', 'docs/**', 'site/**']) as string[] } });
    expect(build.steps.flatMap(({ run }) => run ?? [])).toEqual(['npm ci', 'npm run test:site']);
    expect([deploy.needs].flat()).toEqual(['build']);
    expect(deploy.if).toBe("github.ref == 'refs/heads/main'");
  });
});

describe('every workflow', () => {
  test.each(JOBS)('%s uses actions that cannot change', (_, { steps }) => {
    // Whose tags GitHub doesn't let anybody move, as projen has written down.
    const source = fs.readFileSync(require.resolve('projen/lib/github/actions.const.js'), 'utf8');
    const immutable = [...source.matchAll(/\(immutable\) \*\/\s+static \w+ = "([^"]+)"/g)].map(([, action]) => action);
    expect(immutable.length).toBeGreaterThan(4);
    const actions = steps.flatMap(({ uses }) => uses ?? []);
    expect(actions.filter((action) => !/@[0-9a-f]{40}$/.test(action) && !immutable.includes(action))).toEqual([]);
  });

  // What GitHub gives to jobs that do not say what they need is a setting of the repository.
  test('gives each job what it needs', () => {
    const writing = JOBS.map(([name, { permissions }]) => [name, Object.entries(permissions!).filter(([, access]) => access !== 'read').map(([what]) => what)] as const);
    expect(Object.fromEntries(writing.filter(([, what]) => what.length > 0))).toEqual({
      'pull-request-lint/validate': ['pull-requests'],
      'release/release_github': ['contents'],
      'release/release_npm': ['id-token'],
      'release/release_pypi': ['id-token'],
      'release/release_nuget': ['id-token'],
      'site/deploy': ['pages', 'id-token'],
    });
  });

  test('runs scripts and tasks that exist', () => {
    const { scripts } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: { [name: string]: string } };
    const called = JOBS.flatMap(([, { steps }]) => steps.flatMap(({ run }) => [...(run ?? '').matchAll(/\b(?:npm run|npx projen) ([\w:-]+)/g)].map(([, name]) => name)));
    expect(called).toEqual(expect.arrayContaining(['verify', 'release', 'compat', 'package:python']));
    expect([...new Set(called)].filter((name) => !(name in scripts))).toEqual([]);
  });

  test('reads no expression as part of a command: a title or a branch could be one', () => {
    const runs = JOBS.flatMap(([name, { steps }]) => steps.flatMap(({ run }) => (run?.includes('${{') ? [`${name}: ${run}`] : [])));
    expect(runs).toEqual([]);
  });
});
