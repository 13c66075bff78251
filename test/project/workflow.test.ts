import * as fs from 'fs';
import * as path from 'path';
import { parse } from 'yaml';

const ROOT = path.join(__dirname, '..', '..');

interface Step { readonly 'name'?: string; readonly 'uses'?: string; readonly 'run'?: string; readonly 'if'?: string; readonly 'continue-on-error'?: boolean }
interface Job { readonly if?: string; readonly needs?: string; readonly steps: Step[] }
interface Workflow { readonly on: { [event: string]: unknown }; readonly jobs: { [name: string]: Job } }

const workflow = parse(fs.readFileSync(path.join(ROOT, '.github', 'workflows', 'build.yml'), 'utf8')) as Workflow;
const { verify } = workflow.jobs;

/** The commands in the last line of `.ci/run`, where each waits for the one before. */
function commands(): string[] {
  const lines = fs.readFileSync(path.join(ROOT, '.ci', 'run'), 'utf8').trim().split('\n');
  return lines[lines.length - 1].split('&&').map((command) => command.trim());
}

test('each pull request runs the commands of .ci/run, in their order, and nothing else', () => {
  expect(commands()).toContain('npm run verify');
  expect(verify.steps.flatMap(({ run }) => run ?? [])).toEqual(commands());
  expect(workflow.on).toHaveProperty('pull_request');
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
