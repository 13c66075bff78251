import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';
import { installedRepository, PACKAGE } from './installed-repository';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly args: readonly string[];
  readonly language: string;
  readonly files: string;
  readonly require_serial: boolean;
}

const [hook] = parse(fs.readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as Hook[];
/** What the project has installed. */
let installed: string;

beforeAll(() => {
  installed = installedRepository();
  const binaries = path.join(repository, 'node_modules', '.bin');
  fs.mkdirSync(binaries, { recursive: true });
  fs.symlinkSync(path.join(installed, PACKAGE.bin['cdk-s3-encryption']), path.join(binaries, 'cdk-s3-encryption'));
});

const OPEN = JSON.stringify(withBucket());
const repository = directoryWith({
  'open template.json': OPEN, 'more/open.yaml': 'Resources:\n  B:\n    Type: AWS::S3::Bucket\n', 'package.json': { name: 'a' }, 'pods.yml': 'a: 1\n---\na: 2\n', '-x.json': OPEN, '--output=package.json': OPEN,
});

/** As pre-commit runs it: the entry as a shell would split it, its arguments, and then the names of the files that are staged and match. */
function ran(...files: string[]) {
  const [command, ...args] = hook.entry.split(' ');
  const matching = files.filter((file) => new RegExp(hook.files).test(file));
  return spawnSync(command, [...args, ...hook.args, ...matching], { cwd: repository, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0' } });
}

test('is one hook that installs nothing, and that sees all files at once', () => {
  expect(hook).toMatchObject({ id: 'cdk-s3-encryption', language: 'system', require_serial: true });
});

test('fails for templates that have an error, and names them', () => {
  const { status, stdout, stderr } = ran('open template.json', 'more/open.yaml', 'package.json', 'README.md');
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain('error SecureTransportRequired open template.json:1:');
  expect(stdout).toContain('2 buckets in 2 templates');
});

test('passes where no file is a template', () => {
  expect(ran('package.json', 'pods.yml')).toMatchObject({ status: 0, stderr: '' });
});

test.each(['--output=package.json', '-x.json'])('a file that is called %s is a file', (file) => {
  const { status, stdout, stderr } = ran('open template.json', file);
  expect([status, stderr]).toEqual([1, '']);
  expect(stdout).toContain(`error SecureTransportRequired ${file}:1:`);
  expect(fs.readFileSync(path.join(repository, 'package.json'), 'utf8')).toBe('{"name":"a"}');
});

test.each<[string, boolean]>([
  ['a.json', true], ['a/b.yaml', true], ['a.yml', true], ['a.template', true], ['a.template.json', true], ['a.ts', false], ['json', false], ['a.json5', false],
])('is asked about %s: %s', (file, expected) => {
  expect(new RegExp(hook.files).test(file)).toBe(expected);
});

test('the examples in the documentation name the hook, and run what it runs', () => {
  const page = fs.readFileSync(path.join(ROOT, 'docs', 'checks-in-ci.md'), 'utf8');
  const examples = [...page.matchAll(/```yaml\n(repos:[^]*?)```/g)].map(([, block]) => (parse(block) as { readonly repos: readonly { readonly hooks: readonly Hook[] }[] }).repos[0].hooks[0]);
  expect(examples.map(({ id }) => id)).toEqual([hook.id, hook.id]);
  // Arguments of a configuration replace those of the hook.
  expect(examples.map(({ args }) => args.at(-1))).toEqual(['--', '--']);
  expect(examples[1]).toMatchObject({ entry: hook.entry.replace('npx --no-install ', ''), files: hook.files, language: 'node', require_serial: true });
});
