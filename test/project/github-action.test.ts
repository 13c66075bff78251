import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { installedRepository } from './installed-repository';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

interface Step { readonly id: string; readonly shell: string; readonly run: string; readonly env: { readonly [name: string]: string } }

interface UsedStep { readonly uses?: string; readonly with?: object }

interface Action {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly outputs: { readonly [name: string]: { readonly value: string } };
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(fs.readFileSync(path.join(ROOT, 'action.yml'), 'utf8')) as Action;
const [step] = action.runs.steps;

let installed: string;

beforeAll(() => { installed = installedRepository(); });

/** In place of npm's: it notes what it is asked for, and runs the CLI that is installed, if it is to run at all. */
const NPX = `#!/usr/bin/env bash
printf '%s\\n' "$@" >"$NPX_ARGUMENTS"
while [[ "$1" != cdk-s3-encryption ]]; do shift; done
shift
if [[ -z "$INSTALLED" ]]; then exit 1; fi
exec node "$INSTALLED/bin/cdk-s3-encryption" "$@"
`;

const OPEN = JSON.stringify(withBucket());
const MANY_LINES = 'first\nsecond';

/** Runs the step as GitHub does: in a workspace, with what its expressions come to, and files for outputs and the summary. */
function ran(inputs: { readonly [name: string]: string } = {}, files: Parameters<typeof directoryWith>[0] = { 'cdk.out/a.json': OPEN }, runs = true) {
  const runner = directoryWith({ 'bin/npx': NPX, 'output': '', 'summary': '', 'temp/.keep': '' });
  fs.chmodSync(path.join(runner, 'bin', 'npx'), 0o755);
  const workspace = directoryWith(files);
  const defaults = Object.fromEntries(Object.entries(action.inputs).map(([name, { default: value }]) => [name, value]));
  const given: { readonly [name: string]: string | undefined } = { ...defaults, ...inputs };
  const env = Object.fromEntries(Object.entries(step.env).map(([name, expression]) => [
    name, expression.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, input: string) => given[input]!),
  ]));
  // https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
  const script = path.join(runner, 'step.sh');
  fs.writeFileSync(script, step.run);
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd: workspace,
    encoding: 'utf8',
    env: {
      ...env,
      PATH: `${path.join(runner, 'bin')}${path.delimiter}${process.env.PATH}`,
      GITHUB_OUTPUT: path.join(runner, 'output'),
      GITHUB_STEP_SUMMARY: path.join(runner, 'summary'),
      RUNNER_TEMP: path.join(runner, 'temp'),
      NPX_ARGUMENTS: path.join(runner, 'arguments'),
      INSTALLED: runs ? installed : '',
    },
  });
  const read = (file: string) => (fs.existsSync(path.join(runner, file)) ? fs.readFileSync(path.join(runner, file), 'utf8') : '');
  return {
    status,
    stdout,
    stderr,
    workspace,
    summary: read('summary'),
    asked: read('arguments').trimEnd().split('\n'),
    outputs: Object.fromEntries([...read('output').matchAll(/^([^=]+)=(.*)$/gm)].map(([, name, value]) => [name, value])),
  };
}

describe('action.yml', () => {
  test('is a composite action of one step in bash', () => {
    expect([action.runs.using, action.runs.steps.length, step.shell]).toEqual(['composite', 1, 'bash']);
  });

  test('no expression is part of a script: what inputs are is never run', () => {
    expect(step.run).not.toContain('${{');
    expect(Object.values(step.env)).toEqual(Object.keys(action.inputs).map((name) => `\${{ inputs.${name} }}`));
    expect(Object.keys(step.env)).toEqual(Object.keys(action.inputs).map((name) => `INPUT_${name.toUpperCase().replaceAll('-', '_')}`));
  });

  test('every input has a default and a description, and every output is one of the step', () => {
    expect(Object.values(action.inputs).filter((input) => typeof input.default !== 'string' || input.description === '')).toEqual([]);
    expect(Object.entries(action.outputs).map(([name, { value }]) => value === `\${{ steps.${step.id}.outputs.${name} }}`)).not.toContain(false);
  });
});

const DENIAL = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
const WARNS = {
  Resources: {
    ...withBucket().Resources,
    Policy: {
      Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: { Version: '2012-10-17', Statement: [DENIAL] } },
    },
  },
};

/** What the step writes of the same template. */
function jsonReport(): string {
  const { outputs, workspace } = ran({ formats: 'json' });
  return fs.readFileSync(path.join(workspace, outputs.json), 'utf8');
}

test('the example in the documentation names inputs and outputs that there are', () => {
  const page = fs.readFileSync(path.join(ROOT, 'docs', 'checks-in-ci.md'), 'utf8');
  const [example] = [...page.matchAll(/```yaml\n([^]*?)```/g)].map(([, block]) => block).filter((block) => block.includes('jobs:'));
  const { jobs } = parse(example) as { readonly jobs: { readonly [name: string]: { readonly steps: readonly UsedStep[] } } };
  const used = jobs['s3-encryption'].steps.find(({ uses }) => uses?.startsWith('cdk-s3-encryption/'))!;
  expect(Object.keys(used.with!).filter((name) => !(name in action.inputs))).toEqual([]);
  expect([...example.matchAll(/steps\.s3\.outputs\.([\w-]+)/g)].map(([, name]) => name).filter((name) => !(name in action.outputs))).toEqual([]);
});

describe('the step', () => {
  test('checks cdk.out, writes SARIF and the summary of the job, and fails with the CLI', () => {
    const { status, stdout, summary, outputs, workspace, asked } = ran();
    expect(status).toBe(1);
    expect(stdout).toContain('error SecureTransportRequired cdk.out/a.json:1:');
    expect(summary).toMatch(/^## S3 encryption\n/);
    expect(outputs).toEqual({ 'exit-code': '1', 'sarif': 's3-encryption-reports/s3-encryption.sarif' });
    expect(JSON.parse(fs.readFileSync(path.join(workspace, outputs.sarif), 'utf8'))).toMatchObject({ version: '2.1.0' });
    expect(asked.slice(0, 5)).toEqual(['--yes', '--package', 'cdk-s3-encryption@latest', '--', 'cdk-s3-encryption']);
  });

  test('writes every format, and names each in an output', () => {
    const { outputs, workspace } = ran({ formats: 'sarif json markdown\nhtml csv junit', directory: 'out/my reports', summary: 'false' });
    expect(Object.keys(outputs)).toEqual(Object.keys(action.outputs));
    for (const [name, file] of Object.entries(outputs)) {
      if (name !== 'exit-code') { expect(fs.statSync(path.join(workspace, file)).size).toBeGreaterThan(0); }
    }
  });

  test.each<[string, { readonly [name: string]: string }, number]>([
    ['with findings and fail-on never', { 'fail-on': 'never' }, 0],
    ['with warnings alone', { 'rule-set': 'recommended', 'paths': 'warns.json' }, 0],
    ['with warnings and fail-on warning', { 'fail-on': 'warning', 'paths': 'warns.json' }, 1],
    ['with what cannot be read', { 'paths': 'nothing', 'fail-on': 'never' }, 2],
    ['with what the baseline has', { paths: 'cdk.out', baseline: 'known.json' }, 0],
    ['without templates on lines that are empty', { paths: '\n\ncdk.out\r\n' }, 1],
  ])('%s ends with the right code', (_, inputs, expected) => {
    const files = { 'cdk.out/a.json': OPEN, 'warns.json': WARNS, ...(inputs.baseline === undefined ? {} : { 'known.json': jsonReport() }) };
    expect(ran(inputs, files).status).toBe(expected);
  });

  test('runs the version that is asked for, or the one that is installed', () => {
    expect(ran({ version: '0.2.0' }).asked).toContain('cdk-s3-encryption@0.2.0');
    expect(ran({ version: 'installed' }).asked.slice(0, 3)).toEqual(['--no-install', 'cdk-s3-encryption', 'check']);
  });

  test('an old report is no output', () => {
    const { status, outputs, workspace } = ran({ paths: 'nothing' }, { 's3-encryption-reports/s3-encryption.sarif': '{}' });
    expect([status, outputs]).toEqual([2, { 'exit-code': '2' }]);
    expect(fs.readdirSync(path.join(workspace, 's3-encryption-reports'))).toEqual([]);
  });
});

describe('what is handed in is text', () => {
  const HOSTILE = ['$(touch pwned)', '`touch pwned`', '"; touch pwned; "', '\'; touch pwned; \'', '--help', '-rf', '../../etc', '*', 'a\ntouch pwned'];

  test.each(Object.keys(action.inputs).flatMap((name) => HOSTILE.map((value) => [name, value] as const)))('%s: %j', (name, value) => {
    const { workspace, status, asked } = ran({ [name]: value }, { 'a.json': OPEN, 'nothing.txt': '' }, false);
    expect(fs.existsSync(path.join(workspace, 'pwned'))).toBe(false);
    expect(status).not.toBe(0);
    // Nothing but the package of this name is ever installed.
    if (asked[0] !== '') { expect(asked.filter((one) => one.startsWith('cdk-s3-encryption@'))).toEqual(['cdk-s3-encryption@latest']); }
  });

  test.each([
    ['version', 'file:../other'], ['version', 'https://evil.example/x.tgz'], ['version', 'npm:evil@1.0.0'], ['version', '-g'], ['version', ''], ['fail-on', 'info'],
    ['summary', 'yes'], ['formats', 'sarif pdf'], ['directory', ''], ['directory', MANY_LINES], ['version', MANY_LINES],
  ])('%s %j ends the step before anything is run', (name, value) => {
    const { status, stdout, asked, outputs } = ran({ [name]: value });
    expect([status, asked, outputs]).toEqual([2, [''], {}]);
    expect(stdout).toMatch(/^::error title=cdk-s3-encryption::[a-z -]+ [^\n]+\n$/);
  });

  test('names in templates are no commands of a workflow', () => {
    const { stdout } = ran({}, { 'cdk.out/a.json': { Resources: { '::error::pwned': { Type: 'AWS::S3::Bucket' } } } });
    const lines = stdout.split('\n');
    const [begin] = lines;
    const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(begin)![1];
    expect(lines.indexOf(`::${token}::`)).toBeGreaterThan(lines.findIndex((line) => line.startsWith('::error::pwned')));
    expect(lines.findIndex((line) => line.startsWith('::error::pwned'))).toBeGreaterThan(0);
  });
});
