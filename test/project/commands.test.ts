import * as fs from 'fs';
import * as path from 'path';
import { App, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { ExitCode } from '../../src/cli/io';
import { ran } from '../cli/support';
import { directoryWith, withBucket } from '../validation/assembly/support';

const ROOT = path.join(__dirname, '..', '..');

const PAGES = ['README.md', ...fs.readdirSync(path.join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((file) => `docs/${file.split(path.sep).join('/')}`)
  .filter((file) => file.endsWith('.md') && !/^docs\/(rules|decisions)\//.test(file))];

/** The commands of the CLI that pages show, each once, in lines of their own and within text. */
const COMMANDS = [...new Set(PAGES.flatMap((page) => [...fs.readFileSync(path.join(ROOT, page), 'utf8').matchAll(/npx cdk-s3-encryption ([^`"\n]+)/g)]
  .map(([, command]) => command.trim())))];

/** A directory that has what the commands name. */
function workspace(): string {
  const template = withBucket({});
  const cwd = directoryWith({ 'template.yaml': template, 'templates/a.json': template });
  const app = new App({ outdir: path.join(cwd, 'cdk.out') });
  new s3.Bucket(new Stack(app, 'Stack'), 'Bucket');
  app.synth();
  fs.writeFileSync(path.join(cwd, 's3-encryption.baseline.json'), ran(cwd, 'check', 'cdk.out', '--format', 'json').stdout);
  return cwd;
}

test('pages show commands', () => { expect(COMMANDS.length).toBeGreaterThan(20); });

test.each(COMMANDS)('cdk-s3-encryption %s', (command) => {
  const { code, stderr } = ran(workspace(), ...command.replace(/\bRULE\b/, 'KmsKeyRotation').split(' '));
  expect([ExitCode.CLEAN, ExitCode.FINDINGS]).toContain(code);
  expect(stderr).toBe('');
});

test('a command that is wrong would be found', () => {
  expect(ran(workspace(), 'check', '--rule-set', 'strictest').code).toBe(ExitCode.FAILURE);
});
