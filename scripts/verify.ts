/**
 * Everything that continuous integration does: generate, compile, lint, test, and compare what is generated with what
 * was there before.
 *
 * Steps that need nothing of each other run two at a time, for each of them keeps one core busy; the output of each comes in
 * one piece, when it is done. Tests use every core themselves.
 *
 * Ends with the number of tests, counted from jest's own results.
 */
import { spawn } from 'child_process';
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
  'docs/controls.md',
  'docs/log-sources.md',
  'docs/services.md',
  'docs/third-party.md',
];

interface JestResult {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTotalTests: number;
}

const before = snapshot();
const failures: string[] = [];
const results: (JestResult | undefined)[] = [];

async function main(): Promise<void> {
  await step('project files are generated', 'npx', ['projen', 'default'], { env: { PROJEN_DISABLE_POST: 'true' } });
  // Benchmarks are about what is compiled, and import it.
  await step('the library compiles', 'npx', ['projen', 'compile']);
  await Promise.all([generateAndPackage(), checkSources()]);
  await jest('unit tests, and those of hooks into the CDK with the newest peers', ['--projects', '.', 'test/jest.newest-hooks.cjs', '--coverage=false']);
  report();
}

/** The packages hold the translations of the code examples. */
async function generateAndPackage(): Promise<void> {
  await step('the API reference is generated and code examples compile', 'npx', ['projen', 'post-compile'], { inOnePiece: true });
  await jest('packages', ['--config', 'test/jest.packaging.json', '--coverage=false'], { inOnePiece: true });
}

async function checkSources(): Promise<void> {
  await step('tests, scripts and examples type-check', 'npx', ['projen', 'typecheck'], { inOnePiece: true });
  await step('imports form no cycle, and promises are awaited', 'npx', ['projen', 'oxlint'], { inOnePiece: true });
  await step('lint', 'npx', ['projen', 'eslint', '--max-warnings=0'], { inOnePiece: true });
}

function report(): void {
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
}

interface StepOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** Whether another step runs at the same time. */
  readonly inOnePiece?: boolean;
}

async function step(name: string, command: string, args: string[], { env = {}, inOnePiece = false }: StepOptions = {}): Promise<void> {
  const heading = `\n--- ${name}`;
  if (!inOnePiece) { console.log(heading); }
  const run = spawn(command, args, {
    cwd: ROOT,
    stdio: inOnePiece ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '1', ...env },
  });
  const output: Buffer[] = [];
  for (const stream of [run.stdout, run.stderr]) { stream?.on('data', (data: Buffer) => output.push(data)); }
  const succeeded = await new Promise<boolean>((resolve) => {
    run.on('error', (error) => {
      output.push(Buffer.from(String(error)));
      resolve(false);
    });
    run.on('close', (code) => resolve(code === 0));
  });
  if (inOnePiece) { console.log(`${heading}\n${Buffer.concat(output).toString()}`); }
  if (!succeeded) { failures.push(name); }
}

async function jest(name: string, args: string[], options: StepOptions = {}): Promise<void> {
  const file = path.join(REPORTS, `${name.replace(/\W+/g, '-')}.json`);
  fs.rmSync(file, { force: true });
  // jest writes no results into a folder that is not there, as in a fresh clone.
  fs.mkdirSync(REPORTS, { recursive: true });
  // Without coverage, which slows the evaluation of requests down several times, and with every core.
  await step(`jest: ${name}`, 'npx', ['jest', '--ci', '--maxWorkers=100%', '--json', '--outputFile', file, ...args], options);
  results.push(fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) as JestResult : undefined);
}

function snapshot(): ReadonlyMap<string, string> {
  const pages = ['docs/api', 'docs/rules'].flatMap((folder) => fs.readdirSync(path.join(ROOT, folder)).map((file) => `${folder}/${file}`));
  return new Map([...GENERATED, ...pages].map((file) => {
    const absolute = path.join(ROOT, file);
    return [file, fs.existsSync(absolute) ? fs.readFileSync(absolute, 'utf8') : ''];
  }));
}

void main();
