/**
 * Makes small faults in the library, one at a time, and asks the tests of its room which of them they notice.
 *
 * Without arguments all of `MUTATED_ROOMS`; otherwise the rooms, folders or files below `src/` that are named. What has not
 * changed since the last run is not tried again, unless it survived. MUTATE_TESTS names other tests to ask, below `test/`,
 * and MUTATE_CONCURRENCY how many processes run them. Ends with the score of each room and the survivors, and with 1 where
 * the score is less than `LEAST_SCORE`.
 *
 * With `--sample 80`, it tries 80 faults of each room that are drawn at random, and says between which bounds the score of the room lies.
 * `--seed` draws others.
 */
import * as fs from 'fs';
import * as path from 'path';
import { parseArgs } from 'util';
import { LEAST_SCORE, MUTATED_ROOMS, type MutatedRoom, NOT_ASKED } from './mutate/rooms';
import { drawn, type Fault, wilson } from './mutate/sample';
import { Copy } from './mutate/try-faults';

const ROOT = path.join(__dirname, '..');
/** Kept by neither git nor npm. */
const REPORTS = 'test-reports/mutation';

/** Asked in place of those of the room. */
const TESTS = process.env.MUTATE_TESTS?.split(',');

/**
 * A test file that cannot be run, because what it imports throws. Stryker leaves such faults out of its score, since a tool may have failed
 * and not the code. But the file ran before the fault was made, and Jest ends with an error.
 */
const STOPPED = 'RuntimeError';
/** What becomes of a fault, as far as it counts. */
const NOTICED = ['Killed', 'Timeout', STOPPED];
const UNNOTICED = ['Survived', 'NoCoverage'];

/** Stryker runs jest in an environment of its own, with each test file in a context of its own. */
const INSTRUMENTED = {
  runtime: 'jest-runtime',
  testEnvironment: 'node',
  transform: { '^.+\\.tsx?$': ['ts-jest', { tsconfig: 'test/tsconfig.json', diagnostics: false }] },
};

interface Mutant extends Fault {
  readonly status: string;
  readonly statusReason?: string;
}

interface Score {
  readonly room: string;
  readonly noticed: number;
  /** Those of the noticed ones that kept a test file from running. */
  readonly stopping: readonly Mutant[];
  readonly survivors: readonly Mutant[];
  /** Of how many faults those that were tried are a sample. */
  readonly sampledFrom?: number;
}

const { values: OPTIONS, positionals } = parseArgs({ allowPositionals: true, options: { sample: { type: 'string' }, seed: { type: 'string', default: '1' } } });
/** How many faults of a room are tried; all of them unless it is given. */
const SAMPLE = OPTIONS.sample === undefined ? undefined : wholeNumber('--sample', OPTIONS.sample, 1);
const SEED = wholeNumber('--seed', OPTIONS.seed, 0);

void mutate(positionals.map((argument) => path.relative(path.join(ROOT, 'src'), path.resolve(ROOT, argument)).split(path.sep).join('/')));

async function mutate(asked: readonly string[]): Promise<void> {
  const scores: Score[] = [];
  for (const room of MUTATED_ROOMS) {
    const parts = asked.length === 0 ? [room.room] : asked.flatMap((one) => common(one, room.room));
    if (parts.length > 0) { scores.push(await mutateRoom(room, parts)); }
  }
  if (scores.length === 0) { throw new Error(`Nothing to mutate: name rooms or files of src/${MUTATED_ROOMS.map(({ room }) => room).join(', src/')}.`); }
  for (const { survivors, stopping } of scores) {
    for (const mutant of survivors) { console.log(described(mutant)); }
    for (const mutant of stopping) { console.log(`${described(mutant)} (noticed: a test file cannot be run: ${inOneLine(mutant.statusReason)})`); }
  }
  console.log();
  for (const score of scores) { console.log(`${score.room}: ${inWords(score)}`); }
  const poor = scores.filter((score) => percentOf(score) < LEAST_SCORE);
  if (poor.length > 0) { console.error(`\nLess than ${LEAST_SCORE} %: ${poor.map(({ room }) => room).join(', ')}.`); }
  process.exitCode = poor.length > 0 ? 1 : 0;
}

/** What a folder or file, and a room, have in common: the inner of both, if one is in the other. */
function common(asked: string, room: string): string[] {
  if (asked === '' || `${room}/`.startsWith(`${asked}/`)) { return [room]; }
  return asked.startsWith(`${room}/`) ? [asked] : [];
}

async function mutateRoom({ room, tests, readsOnly = false, spared = {} }: MutatedRoom, parts: readonly string[]): Promise<Score> {
  const name = room.replace(/\//g, '-');
  const config = jestConfig(TESTS ?? tests, readsOnly);
  const mutated = [...parts.map(filesOf), ...Object.keys(spared).map((part) => `!${filesOf(part)}`)];
  if (SAMPLE !== undefined) { return sampleRoom(room, SAMPLE, mutated, config); }
  const known = `${REPORTS}/${name}.incremental.json`;
  forgetSurvivors(path.join(ROOT, known));
  // It also tells what earlier runs made of other files.
  const all = await run({
    mutate: mutated,
    testRunner: 'covering-tests',
    jest: { projectType: 'custom', config: { ...config, ...INSTRUMENTED }, enableFindRelatedTests: false },
    incremental: true,
    incrementalFile: known,
    reporters: ['json', 'progress-append-only', 'survivors'],
    jsonReporter: { fileName: `${REPORTS}/${name}.json` },
  });
  return scoreOf(room, all.filter(({ fileName }) => isPartOf(parts, fileName)));
}

async function sampleRoom(room: string, size: number, mutated: readonly string[], config: object): Promise<Score> {
  const faults = (await run({ mutate: mutated, testRunner: 'no-tests', reporters: [] })).filter(({ status }) => status === 'NoCoverage');
  const sample = drawn(faults, size, SEED);
  const copy = Copy.of(ROOT, path.join(ROOT, REPORTS, 'sandbox', room), config);
  const tried: Mutant[] = [];
  try {
    copy.expectNoFailure([...new Set(sample.map(({ fileName }) => fileName))]);
    for (const fault of sample) {
      const mutant = { ...fault, ...copy.try(fault) };
      // A run takes long: what is known is said at once.
      console.log(`${tried.push(mutant)} of ${sample.length}: ${mutant.status} ${described(mutant)}`);
    }
  } finally {
    copy.remove();
  }
  fs.writeFileSync(path.join(ROOT, REPORTS, `${room.replace(/\//g, '-')}.sample.json`), JSON.stringify(tried, undefined, 2));
  return { ...scoreOf(room, tried), sampledFrom: faults.length };
}

async function run(options: object): Promise<Mutant[]> {
  // An ES module, which TypeScript would turn into require().
  const { Stryker } = await import('@stryker-mutator/core');
  return new Stryker({
    plugins: ['@stryker-mutator/jest-runner', './scripts/mutate/plugins.mjs'],
    ignorers: ['metadata-of-rules'],
    coverageAnalysis: 'perTest',
    // What is mutated does not compile: the tests are asked, and not the compiler.
    disableTypeChecks: true,
    concurrency: Number(process.env.MUTATE_CONCURRENCY ?? 1),
    // Faults that never end are stopped by a count. Time is for what hangs without counting.
    timeoutMS: 120_000,
    dryRunTimeoutMinutes: 60,
    tempDirName: `${REPORTS}/sandbox`,
    ignorePatterns: ['/*', '!/src', '!/test', '!/docs', '!/projenrc', '!/scripts', '!/bin', '!/examples', '!/package.json', '!/tsconfig.json'],
    allowConsoleColors: false,
    ...options,
  }).runMutationTest();
}

function scoreOf(room: string, mutants: readonly Mutant[]): Score {
  const survivors = mutants.filter(({ status }) => UNNOTICED.includes(status));
  const stopping = mutants.filter(({ status }) => status === STOPPED);
  return { room, noticed: mutants.filter(({ status }) => NOTICED.includes(status)).length, stopping, survivors };
}

function described({ fileName, location, mutatorName, replacement }: Mutant): string {
  return `${path.relative(ROOT, fileName)}:${location.start.line} ${mutatorName}: ${inOneLine(replacement)}`;
}

function inOneLine(text: string = ''): string {
  return text.replace(/\s+/g, ' ').slice(0, 120);
}

function inWords(score: Score): string {
  const { noticed, stopping, survivors, sampledFrom } = score;
  const tried = noticed + survivors.length;
  const how = stopping.length === 0 ? '' : `; ${stopping.length} of them kept a test file from running`;
  if (sampledFrom === undefined) { return `${percentOf(score).toFixed(1)} % of ${tried}${how}`; }
  const { from, to } = wilson(noticed, tried);
  return `${percentOf(score).toFixed(1)} % of ${tried} out of ${sampledFrom} (seed ${SEED}), of all between ${(100 * from).toFixed(1)} % and ${(100 * to).toFixed(1)} %${how}`;
}

function wholeNumber(option: string, text: string, least: number): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < least) { throw new Error(`${option} is ${JSON.stringify(text)}. Fix: give a whole number from ${least}.`); }
  return Number(text);
}

function isPartOf(parts: readonly string[], fileName: string): boolean {
  const file = path.relative(path.join(ROOT, 'src'), path.resolve(ROOT, fileName)).split(path.sep).join('/');
  return parts.some((part) => file === part || file.startsWith(`${part}/`));
}

/** Stryker does not know that new tests may notice a fault in a constant, which no test reaches by itself. */
function forgetSurvivors(file: string): void {
  if (!fs.existsSync(file)) { return; }
  const report = JSON.parse(fs.readFileSync(file, 'utf8')) as { files: { [name: string]: { mutants: { status: string }[] } } };
  for (const one of Object.values(report.files)) { one.mutants = one.mutants.filter(({ status }) => !UNNOTICED.includes(status)); }
  fs.writeFileSync(file, JSON.stringify(report));
}

function filesOf(part: string): string {
  return part.endsWith('.ts') ? `src/${part}` : `src/${part}/**/*.ts`;
}

function percentOf({ noticed, survivors }: Score): number {
  return noticed + survivors.length === 0 ? 100 : 100 * noticed / (noticed + survivors.length);
}

/** That of `package.json`, for some tests. */
function jestConfig(tests: readonly string[], readsOnly: boolean): object {
  const { jest } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { jest: object };
  return {
    ...jest,
    // Nor do they make a Hook, whose function is bundled before the tests.
    ...readsOnly ? { setupFilesAfterEnv: [], globalSetup: null } : {},
    testMatch: tests.flatMap((one) => [`<rootDir>/test/${one}/**/*.test.ts`, `<rootDir>/test/${one}.test.ts`]),
    testPathIgnorePatterns: ['/node_modules/', ...Object.keys(NOT_ASKED).map((pattern) => `<rootDir>/test/${pattern}`)],
    testSequencer: '<rootDir>/scripts/mutate/nearest-first.cjs',
  };
}
