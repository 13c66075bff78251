/**
 * Everything that continuous integration does: generate, compile, lint, test, and compare what is generated with what
 * was there before.
 *
 * Ends with the number of tests, counted from jest's own results.
 */
import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';

const ROOT = path.join(__dirname, '..');
const REPORTS = path.join(ROOT, 'test-reports');

/** Files that are written by the steps below and committed. */
const GENERATED = [
  ...(JSON.parse(fs.readFileSync(path.join(ROOT, '.projen', 'files.json'), 'utf8')) as { files: string[] }).files,
  'API.md',
  'docs/images/dashboard.svg',
  'package.json',
  'package-lock.json',
  'src/bucket/encrypted-bucket-props.ts',
  'docs/log-sources.md',
  'docs/services.md',
];

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
}

const before = snapshot();
const failures: string[] = [];

step('project files are generated', 'npx', ['projen', 'default'], { PROJEN_DISABLE_POST: 'true' });
step('the library compiles', 'npx', ['projen', 'compile']);
step('API.md is generated and code examples compile', 'npx', ['projen', 'post-compile']);
step('tests, scripts and examples type-check', 'npx', ['projen', 'typecheck']);
step('lint', 'npx', ['projen', 'eslint', '--max-warnings=0']);
const results = [
  jest('unit tests', ['--coverage=false']),
  jest('unit tests with the newest peers', ['--config', 'test/jest.newest.json', '--coverage=false']),
  jest('packages', ['--config', 'test/jest.packaging.json', '--coverage=false']),
];

const after = snapshot();
const stale = [...new Set([...before.keys(), ...after.keys()])].filter((file) => before.get(file) !== after.get(file));
if (stale.length > 0) {
  failures.push('generated files are up to date');
  console.error(`\nGenerated files were not up to date, and have been written anew: ${stale.join(', ')}. Commit them.`);
}

if (failures.length > 0) { console.error(`\nFailed: ${failures.join('; ')}.`); }
const sum = (count: keyof JestResult) => results.reduce((total, result) => total + (result?.[count] ?? 0), 0);
const skipped = sum('numPendingTests');
// What failed beside the tests counts as one failure each: a number of tests alone would look like success.
const failed = sum('numFailedTests') + failures.filter((name) => !name.startsWith('jest: ')).length
  + results.filter((result) => result === undefined || result.numTotalTests === 0).length;
console.log(`\n${sum('numPassedTests')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failures.length > 0 || failed > 0 ? 1 : 0;

function step(name: string, command: string, args: string[], env: NodeJS.ProcessEnv = {}): boolean {
  console.log(`\n--- ${name}`);
  const run = spawnSync(command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', ...env },
  });
  if (run.status !== 0) { failures.push(name); }
  return run.status === 0;
}

function jest(name: string, args: string[]): JestResult | undefined {
  const file = path.join(REPORTS, `${name.replace(/ /g, '-')}.json`);
  fs.rmSync(file, { force: true });
  // Without coverage, which slows the evaluation of requests down several times, and with every core.
  step(`jest: ${name}`, 'npx', ['jest', '--ci', '--maxWorkers=100%', '--json', '--outputFile', file, ...args]);
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as JestResult : undefined;
}

function snapshot(): ReadonlyMap<string, string> {
  const rulePages = fs.readdirSync(path.join(ROOT, 'docs', 'rules')).map((file) => `docs/rules/${file}`);
  return new Map([...GENERATED, ...rulePages].map((file) => {
    const absolute = path.join(ROOT, file);
    return [file, fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : ''];
  }));
}
