import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { only, ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith, withBucket } from '../validation/assembly/support';

const RULES = only('SecureTransportRequired');

interface Json { readonly templates: { path: string }[]; readonly findings: { template: string }[]; readonly unread?: string[] }

describe('what cannot be read does not stop the rest', () => {
  const cwd = directoryWith({ 'folder/a.json': withBucket(), 'folder/b.json': '{', 'folder/c.yaml': 'Resources: [' });
  fs.symlinkSync('x', path.join(cwd, 'folder', 'x'));
  fs.symlinkSync('gone', path.join(cwd, 'folder', 'there'));
  const SAID = [
    'folder/c.yaml:1:13: it isn\'t valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]',
    'folder/there: it is a broken symbolic link',
    'folder/x: it links to itself',
  ];
  const check = (...options: string[]) => ran(cwd, 'check', 'folder', ...RULES, ...options);

  test('findings are printed, what is wrong is said, and it ends with 2', () => {
    const { code, stdout, stderr } = check();
    expect(code).toBe(ExitCode.FAILURE);
    expect(stderr).toBe(SAID.map((line) => `cdk-s3-encryption: ${line}\n`).join(''));
    expect(stdout).toContain('error SecureTransportRequired folder/a.json:1:');
    expect(stdout).toMatch(/1 bucket in 1 template: 1 error, .*, 3 not read\n$/);
  });

  test('JSON says what is not read', () => {
    const { templates, findings, unread } = JSON.parse(check('--format', 'json').stdout) as Json;
    expect({ templates, unread }).toEqual({ templates: [expect.objectContaining({ path: 'folder/a.json' })], unread: SAID });
    expect(findings).toHaveLength(1);
    expect(JSON.parse(ran(cwd, 'check', 'folder/a.json', '--format', 'json').stdout)).not.toHaveProperty('unread');
  });

  test('SARIF says that the run was not successful', () => {
    const { runs: [{ invocations: [invocation], results }] } = JSON.parse(check('--format', 'sarif').stdout) as {
      runs: { invocations: object[]; results: object[] }[];
    };
    expect(invocation).toEqual({
      executionSuccessful: false,
      toolExecutionNotifications: SAID.map((text) => ({ level: 'error', message: { text } })),
    });
    expect(results).toHaveLength(1);
  });

  test('a plan is made of the rest, too', () => {
    const { code, stdout, stderr } = ran(cwd, 'migrate', 'folder');
    expect({ code, stdout }).toEqual({ code: ExitCode.FAILURE, stdout: '1 template: 0 bucket policies to migrate, 0 left unchanged\n' });
    expect(stderr.split('\n')).toHaveLength(4);
  });

  test('where nothing can be read, there is no report', () => {
    const { code, stdout } = ran(cwd, 'check', 'folder/c.yaml', 'folder/x', '--output', 'report.txt');
    expect({ code, stdout }).toEqual({ code: ExitCode.FAILURE, stdout: '' });
    expect(fs.existsSync(path.join(cwd, 'report.txt'))).toBe(false);
  });
});

describe('what may not be read', () => {
  const NOBODY = 65534;
  const ROOT = path.join(__dirname, '..', '..');
  // The compiled-on-the-fly program in a process of somebody who is not root, who may read everything.
  const isRoot = process.getuid?.() === 0;
  const mayRun = isRoot && spawnSync(process.execPath, ['-e', 'require("fs").readdirSync(process.argv[1])', ROOT], { uid: NOBODY, gid: NOBODY }).status === 0;

  (mayRun ? test : test.skip)('is said, and the rest is checked (as another user, which only root can become)', () => {
    const cwd = directoryWith({
      'folder/a.json': withBucket(), 'folder/b.json': withBucket(), 'folder/closed/c.json': withBucket(), 'folder/listed/d.json': withBucket(),
    });
    fs.chmodSync(cwd, 0o755);
    fs.chmodSync(path.join(cwd, 'folder', 'b.json'), 0o000);
    fs.chmodSync(path.join(cwd, 'folder', 'closed'), 0o000);
    fs.chmodSync(path.join(cwd, 'folder', 'listed'), 0o744);
    const [root, main] = [ROOT, path.join(ROOT, 'src', 'cli', 'main.ts')].map((one) => JSON.stringify(one));
    // The loader of TypeScript is found from the root.
    const script = `process.chdir(${root}); require('tsx/cjs'); process.chdir(${JSON.stringify(cwd)}); require(${main});`;
    const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, 'program', 'check', 'folder', '--format', 'json', ...RULES], {
      cwd: ROOT, uid: NOBODY, gid: NOBODY, encoding: 'utf8', env: { ...process.env, HOME: cwd, TSX_DISABLE_CACHE: '1' },
    });
    expect(stderr).toBe(['b.json', 'closed', 'listed'].map((name) => `cdk-s3-encryption: folder/${name}: permission denied\n`).join(''));
    expect({ status, templates: (JSON.parse(stdout) as Json).templates.map((template) => template.path) }).toEqual({ status: 2, templates: ['folder/a.json'] });
  });

  test.each(['readdirSync', 'readFileSync', 'statSync'] as const)('is said where the file system refuses %s', (method) => {
    const cwd = directoryWith({ 'folder/a.json': withBucket(), 'folder/closed.json/c.json': withBucket(), 'folder/closed.yaml': 'Resources: {}' });
    const actual = jest.requireActual<typeof fs>('fs');
    const original = actual[method] as (...args: unknown[]) => unknown;
    jest.spyOn(actual, method).mockImplementation(((...args: unknown[]) => {
      if (/closed\.(?:json|yaml)$/.test(String(args[0]))) { throw Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }); }
      return original(...args);
    }) as never);
    try {
      const { code, stdout, stderr } = ran(cwd, 'check', 'folder', ...RULES);
      expect(code).toBe(ExitCode.FAILURE);
      expect(stdout).toContain('error SecureTransportRequired folder/a.json:1:');
      expect(stderr).toMatch(/^(?:cdk-s3-encryption: folder\/closed\.(?:json|yaml): permission denied\n)+$/);
    } finally {
      jest.restoreAllMocks();
    }
  });
});

test.each([['check', ''], ['check', 'a.json', ''], ['migrate', '']])('an empty path is an error (%s %j)', (...args) => {
  const { code, stdout, stderr } = ran(directoryWith({ 'a.json': withBucket() }), ...args);
  expect({ code, stdout }).toEqual({ code: ExitCode.FAILURE, stdout: '' });
  expect(stderr).toBe('cdk-s3-encryption: a path is empty. Fix: specify the path of a cloud assembly, a template or a folder of templates.\n');
});

test.each(['check', 'migrate'])('so is an empty --output of %s', (command) => {
  const { code, stderr } = ran(directoryWith({ 'a.json': withBucket() }), command, 'a.json', '--output', '');
  expect(code).toBe(ExitCode.FAILURE);
  expect(stderr).toContain("option '--output <file>' argument '' is invalid. Specify a file.");
});
