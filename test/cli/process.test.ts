import { spawn, spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { only } from './support';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

/** By which whoever runs the tests says whether pipes show colours. */
const ABOUT_COLORS = new Set(['FORCE_COLOR', 'NO_COLOR', 'CI']);

/** Whoever runs the tests may want to see stack traces. */
const INHERITED = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ABOUT_COLORS.has(name) && name !== 'CDK_S3_ENCRYPTION_DEBUG'));
const TSX = path.join(ROOT, 'node_modules', '.bin', 'tsx');
const MAIN = path.join(ROOT, 'src', 'cli', 'main.ts');
const TSCONFIG = { TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') };

/** The program as a process, compiled on the fly. */
function spawned(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}, out: 'pipe' | number = 'pipe') {
  const { status, stdout, stderr } = spawnSync(TSX, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', out, 'pipe'],
    env: { ...INHERITED, ...environment, ...TSCONFIG },
  });
  return { status, stdout, stderr };
}

const CARELESS = directoryWith({
  'a.json': withBucket({
    BucketEncryption: {
      ServerSideEncryptionConfiguration: [{
        ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
        BlockedEncryptionTypes: { EncryptionType: ['NONE'] },
      }],
    },
  }),
});

describe('where something is an error', () => {
  const checked = (environment: Readonly<Record<string, string>>) => spawned(CARELESS, ['check', 'a.json', ...only('SseCBlocked')], environment);

  test.each<Readonly<Record<string, string>>>([{}, { CI: 'true' }])('it ends with 1, and a pipe shows no colours (%j)', (environment) => {
    const { status, stdout, stderr } = checked(environment);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('error SseCBlocked a.json:1:');
    expect(stdout).not.toContain('\u001b');
  });

  test('colours that are asked for by name are shown in a pipe too', () => {
    expect(checked({ FORCE_COLOR: '1' }).stdout).toContain('\u001b');
    expect(checked({ FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b');
    expect(checked({ FORCE_COLOR: '0' }).stdout).not.toContain('\u001b');
  });
});

test('it ends with 2, and without a stack trace, where something cannot be read', () => {
  const { status, stdout, stderr } = spawned(directoryWith({ 'a.json': '{' }), ['check', 'a.json']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('cdk-s3-encryption: a.json:1:2: it isn\'t valid JSON: unexpected end: a key in double quotes is expected\n');
});

describe('stack traces', () => {
  const cwd = directoryWith({ 'a.json': '{' });
  const failed = (environment: Readonly<Record<string, string>>, ...args: string[]) => spawned(cwd, ['check', 'a.json', ...args], environment).stderr;

  test('are shown where CDK_S3_ENCRYPTION_DEBUG asks for them', () => {
    const stderr = failed({ CDK_S3_ENCRYPTION_DEBUG: '1' });
    expect(stderr).toMatch(/^cdk-s3-encryption: a\.json:1:2: it isn't valid JSON: /);
    expect(stderr).toMatch(/^InputError: .*\n\s+at .*src\/validation\/assembly\//m);
  });

  test('are not shown where it is empty', () => {
    expect(failed({ CDK_S3_ENCRYPTION_DEBUG: '' })).not.toMatch(/^\s+at /m);
  });

  test('show what caused a failed write', () => {
    const { stderr } = spawned(directoryWith({ 'a.json': { Resources: {} } }), ['check', 'a.json', '--output', 'missing/a.txt'], { CDK_S3_ENCRYPTION_DEBUG: '1' });
    expect(stderr).toMatch(/^WriteError: /m);
    expect(stderr).toMatch(/^Error: ENOENT: /m);
  });
});

const FULL = '/dev/full';
(fs.existsSync(FULL) ? test : test.skip)('it ends with 3 where standard output cannot be written', () => {
  const full = fs.openSync(FULL, 'w');
  const { status, stderr } = spawned(directoryWith(), ['rules'], {}, full);
  fs.closeSync(full);
  expect(status).toBe(3);
  expect(stderr).toMatch(/^cdk-s3-encryption: standard output cannot be written: ENOSPC: .*\n$/);
});

test.each([['rules', [], 0], ['check', ['a.json', ...only('SseCBlocked')], 1]] as const)('who stops reading what %s prints is no error', async (command, args, code) => {
  const child = spawn(TSX, [MAIN, command, ...args], { cwd: CARELESS, stdio: ['ignore', 'pipe', 'pipe'], env: { ...INHERITED, ...TSCONFIG } });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (data: Buffer) => { stderr += data.toString(); });
  const status = await new Promise((resolve) => child.on('close', resolve));
  expect({ status, stderr }).toEqual({ status: code, stderr: '' });
});

test('what npm installs is a script of node that starts the compiled program', () => {
  const file = path.join(ROOT, 'bin', 'cdk-s3-encryption');
  expect(fs.readFileSync(file, 'utf8')).toBe("#!/usr/bin/env node\nrequire('../lib/cli/main.js');\n");
  // eslint-disable-next-line no-bitwise
  expect(fs.statSync(file).mode & 0o111).not.toBe(0);
});
