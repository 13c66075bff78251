import * as fs from 'fs';
import * as path from 'path';
import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file.split(path.sep).join('/')}`)
  .filter((file) => file.endsWith('.md') && !/^docs\/(rules|decisions)\//.test(file))];

/** Every command of the CLI that a page shows, in lines of their own and within text. */
const COMMANDS = PAGES.flatMap((page) => [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/npx cdk-s3-encryption [^`"\n]+/g)]
  .map(([command]) => [page, command.trim()] as const));

test('there are commands of every kind', () => {
  const kinds = new Set(COMMANDS.map(([, line]) => line.split(' ')[2]));
  expect([...kinds].sort()).toEqual(['check', 'diff', 'explain', 'migrate', 'rules']);
});

test.each(COMMANDS)('%s: %s', (_, line) => {
  const template = withBucket();
  const files = ['cdk.out/a.json', 'cdk.out.before/a.json', 'templates/a.json', 'template.yaml', 'before.yaml', 'after.yaml'];
  const folder = directoryWith(Object.fromEntries([...files.map((file) => `app/${file}`), 'base/cdk.out/a.json'].map((file) => [file, template])));
  const cwd = path.join(folder, 'app');
  const known = ran(cwd, 'check', 'cdk.out', '--format', 'json').stdout;
  if (!line.includes('--update-baseline')) { fs.writeFileSync(path.join(cwd, 's3-encryption.baseline.json'), known); }
  const { code, stderr } = ran(cwd, ...line.replace(/\bRULE\b/, 'KmsKeyRotation').split(' ').slice(2));
  expect(stderr).toBe('');
  expect([ExitCode.CLEAN, ExitCode.FINDINGS]).toContain(code);
  const [, output] = /--output (\S+)/.exec(line) ?? [];
  if (output !== undefined) { expect(fs.statSync(path.join(cwd, output)).size).toBeGreaterThan(0); }
});

test('a command that is wrong would be found', () => {
  expect(ran(directoryWith({ 'template.yaml': withBucket() }), 'check', '--rule-set', 'strictest').code).toBe(ExitCode.FAILURE);
});
