import { spawnSync } from 'child_process';
import * as fs from 'fs';
import * as path from 'path';
import { distance, partsBelow } from './nearest.cjs';
import type { Fault } from './sample';

/** What became of a fault. */
export interface Tried {
  readonly status: 'Killed' | 'Survived' | 'Timeout' | 'RuntimeError';
  readonly statusReason?: string;
}

/** What tests need of the package. */
const COPIED = ['src', 'test', 'docs', 'projenrc', 'scripts', 'bin', 'examples', 'package.json', 'tsconfig.json'];

/** What hangs is ended after that, and after some times what all tests take. */
const LEAST_LIMIT_MS = 60_000;
const TIMES = 3;

/** The part of Jest's report that counts. */
interface Report {
  readonly success: boolean;
  readonly numRuntimeErrorTestSuites: number;
  readonly testResults: readonly { readonly name: string; readonly status: string; readonly message: string }[];
}

/**
 * A copy of the package in which faults are made as they would be made by hand: in the text of a file. For some faults that takes less time
 * than instrumented code, in which all faults of a file are at once and every test has to run before the first fault is tried.
 */
export class Copy {
  /**
   * @param root The package
   * @param folder Where the copy is made, below the package
   * @param jestConfig Says which tests there are
   */
  static of(root: string, folder: string, jestConfig: object): Copy {
    fs.rmSync(folder, { recursive: true, force: true });
    for (const name of COPIED) { fs.cpSync(path.join(root, name), path.join(folder, name), { recursive: true }); }
    fs.symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
    fs.writeFileSync(path.join(folder, 'jest.json'), JSON.stringify({ ...jestConfig, rootDir: folder, reporters: [], collectCoverage: false }));
    return new Copy(root, folder);
  }

  /** In milliseconds; none until it is known how long the tests take. */
  private limit: number | undefined;
  private readonly tests: ReadonlySet<string>;
  private readonly importers: ReadonlyMap<string, readonly string[]>;

  private constructor(private readonly root: string, private readonly folder: string) {
    const listed = spawnSync(process.execPath, [this.jest, '--config', 'jest.json', '--listTests', '--json'], { cwd: folder, encoding: 'utf8' });
    this.tests = new Set(JSON.parse(listed.stdout) as string[]);
    this.importers = importersIn(['src', 'test', 'scripts', 'projenrc'].map((name) => path.join(folder, name)));
  }

  private get jest(): string {
    return path.join(this.root, 'node_modules/jest/bin/jest.js');
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true });
  }

  /** @throws if tests fail without any fault: then they would fail with each */
  expectNoFailure(fileNames: readonly string[]): void {
    const before = performance.now();
    const { status, statusReason } = this.ask(fileNames.map((fileName) => this.inCopy(fileName)));
    this.limit = Math.ceil(LEAST_LIMIT_MS + TIMES * (performance.now() - before));
    if (status !== 'Survived') { throw new Error(`Tests fail without a fault: ${status}, ${statusReason ?? ''}. Fix: mend them first.`); }
  }

  try(fault: Fault): Tried {
    const file = this.inCopy(fault.fileName);
    const original = fs.readFileSync(file, 'utf8');
    fs.writeFileSync(file, withFault(original, fault));
    try {
      return this.ask([file]);
    } finally {
      fs.writeFileSync(file, original);
    }
  }

  private inCopy(fileName: string): string {
    return path.join(this.folder, path.relative(this.root, path.resolve(this.root, fileName)));
  }

  /** Runs the tests that import one of the files, the nearest first, until some fail. */
  private ask(files: readonly string[]): Tried {
    const tests = [...reachedFrom(files, this.importers)].filter((file) => this.tests.has(file));
    if (tests.length === 0) { return { status: 'Survived', statusReason: 'no test imports it' }; }
    const away = (test: string) => distance(partsBelow(path.join(this.folder, 'src'), files[0]), partsBelow(path.join(this.folder, 'test'), test));
    const sorted = files.length > 1 ? tests : tests.sort((a, b) => away(a) - away(b));
    // Most faults are noticed by the nearest. Jest's own "bail" ends without a report.
    for (const some of [sorted.slice(0, 1), sorted.slice(1, 4), sorted.slice(4)].filter(({ length }) => length > 0)) {
      const tried = this.run(some);
      if (tried.status !== 'Survived') { return tried; }
    }
    return { status: 'Survived' };
  }

  private run(tests: readonly string[]): Tried {
    const report = path.join(this.folder, 'report.json');
    fs.rmSync(report, { force: true });
    const args = [this.jest, '--config', 'jest.json', '--ci', '--runInBand', '--json', '--outputFile', report, '--runTestsByPath', ...tests];
    const { error } = spawnSync(process.execPath, args, {
      cwd: this.folder, stdio: 'ignore', timeout: this.limit, killSignal: 'SIGKILL', env: { ...process.env, NODE_ENV: 'test' },
    });
    if (error) { return { status: 'Timeout', statusReason: error.message }; }
    if (!fs.existsSync(report)) { return { status: 'RuntimeError', statusReason: 'Jest ended without a report' }; }
    return outcomeOf(JSON.parse(fs.readFileSync(report, 'utf8')) as Report);
  }
}

function outcomeOf({ success, numRuntimeErrorTestSuites, testResults }: Report): Tried {
  if (success) { return { status: 'Survived' }; }
  const failed = testResults.find(({ status }) => status === 'failed');
  const statusReason = failed && `${path.basename(failed.name)}: ${failed.message}`;
  return { status: numRuntimeErrorTestSuites > 0 ? 'RuntimeError' : 'Killed', statusReason };
}

/** A text with the replacement in the place of what it replaces. Lines and columns count from 1. */
export function withFault(text: string, { location: { start, end }, replacement = '' }: Pick<Fault, 'location' | 'replacement'>): string {
  const lines = text.split('\n');
  const offset = ({ line, column }: { line: number; column: number }) =>
    lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0) + column - 1;
  return text.slice(0, offset(start)) + replacement + text.slice(offset(end));
}

/** Which files import each file, by the relative names that they write. Jest finds that out anew in each run. */
function importersIn(folders: readonly string[]): Map<string, string[]> {
  const importers = new Map<string, string[]>();
  for (const file of folders.flatMap((folder) => fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)))) {
    if (!file.endsWith('.ts')) { continue; }
    for (const [, name] of fs.readFileSync(file, 'utf8').matchAll(/(?:from|import|require)\s*\(?\s*'(\.[^']*)'/g)) {
      const meant = path.resolve(path.dirname(file), name);
      const imported = [`${meant}.ts`, meant, path.join(meant, 'index.ts')].find((one) => fs.statSync(one, { throwIfNoEntry: false })?.isFile());
      if (imported !== undefined) { importers.set(imported, [...importers.get(imported) ?? [], file]); }
    }
  }
  return importers;
}

/** The files, those that import them, those that import these, and so on. */
function reachedFrom(files: readonly string[], importers: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set(files);
  for (const file of reached) {
    for (const importer of importers.get(file) ?? []) { reached.add(importer); }
  }
  return reached;
}
