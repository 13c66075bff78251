import * as fs from 'fs';
import * as path from 'path';
import { ran } from './support';
import { ExitCode } from '../../src/cli/io';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');
const PAGES = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];

/** Every command line in a block of the shell. */
const COMMANDS = PAGES.flatMap((page) => [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/```sh\n([^]*?)```/g)]
  .flatMap(([, block]) => block.split('\n')).filter((line) => line.startsWith('npx cdk-s3-encryption ')).map((line) => [page, line] as const));

test('there are commands of every kind', () => {
  const kinds = new Set(COMMANDS.map(([, line]) => line.split(' ')[2]));
  expect([...kinds].sort()).toEqual(['check', 'diff', 'explain', 'migrate', 'rules']);
});

test.each(COMMANDS)('%s: %s', (_, line) => {
  const template = withBucket();
  const cwd = directoryWith({
    'cdk.out/a.json': template,
    'cdk.out.before/a.json': template,
    'templates/a.json': template,
    ...Object.fromEntries(['template', 'before', 'after'].map((name) => [`${name}.yaml`, template])),
  });
  const known = ran(cwd, 'check', 'cdk.out', '--format', 'json').stdout;
  if (!line.includes('--update-baseline')) { fs.writeFileSync(path.join(cwd, 's3-encryption.baseline.json'), known); }
  const { code, stderr } = ran(cwd, ...line.split(' ').slice(2));
  expect(stderr).toBe('');
  expect([ExitCode.CLEAN, ExitCode.FINDINGS]).toContain(code);
  const [, output] = /--output (\S+)/.exec(line) ?? [];
  if (output !== undefined) { expect(fs.statSync(path.join(cwd, output)).size).toBeGreaterThan(0); }
});
