import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { only } from './support';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

/** By which whoever runs the tests says whether pipes show colours. */
const ABOUT_COLORS = new Set(['FORCE_COLOR', 'NO_COLOR', 'CI']);

/** The program as a process, compiled on the fly. */
function spawned(cwd: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const inherited = Object.fromEntries(Object.entries(process.env).filter(([name]) => !ABOUT_COLORS.has(name)));
  const tsx = path.join(ROOT, 'node_modules', '.bin', 'tsx');
  const { status, stdout, stderr } = spawnSync(tsx, [path.join(ROOT, 'src', 'cli', 'main.ts'), ...args], {
    cwd,
    encoding: 'utf8',
    env: { ...inherited, ...environment, TSX_TSCONFIG_PATH: path.join(ROOT, 'tsconfig.json') },
  });
  return { status, stdout, stderr };
}

describe('where something is an error', () => {
  const cwd = directoryWith({
    'a.json': withBucket({
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{
          ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' },
          BlockedEncryptionTypes: { EncryptionType: ['NONE'] },
        }],
      },
    }),
  });
  const checked = (environment: Readonly<Record<string, string>>) => spawned(cwd, ['check', 'a.json', ...only('SseCBlocked')], environment);

  test.each<Readonly<Record<string, string>>>([{}, { CI: 'true' }])('it ends with 1, and a pipe shows no colours (%j)', (environment) => {
    const { status, stdout, stderr } = checked(environment);
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(stdout).toContain('error SseCBlocked a.json:1:');
    expect(stdout).not.toContain('\u001b');
  });

  test('colours that are asked for by name are shown in a pipe too', () => {
    expect(checked({ FORCE_COLOR: '1' }).stdout).toContain('\u001b');
    expect(checked({ FORCE_COLOR: '1', NO_COLOR: '1' }).stdout).not.toContain('\u001b');
  });
});

test('it ends with 2, and without a stack trace, where something cannot be read', () => {
  const { status, stdout, stderr } = spawned(directoryWith({ 'a.json': '{' }), ['check', 'a.json']);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toBe('cdk-s3-encryption: a.json:1:2: it is no JSON: it ends too early, a key in double quotes is expected\n');
});

test('what npm installs is a script of node that starts the compiled program', () => {
  const file = path.join(ROOT, 'bin', 'cdk-s3-encryption');
  expect(fs.readFileSync(file, 'utf8')).toBe("#!/usr/bin/env node\nrequire('../lib/cli/main.js');\n");
  // eslint-disable-next-line no-bitwise
  expect(fs.statSync(file).mode & 0o111).not.toBe(0);
});
