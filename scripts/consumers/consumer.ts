import * as fs from 'fs';
import * as os from 'os';
import * as path from 'path';
import { Packages } from './packages';
import { Stopped, Workspace, type Outcome } from './workspace';

/** A language in which the library is used. */
export interface Consumer {
  /** What chooses it on the command line: `python`. */
  readonly language: string;
  /** What has to be on the machine, in words: `.NET SDK`. */
  readonly needs: string;
  /** The version of the toolchain, or undefined if it is not on this machine. */
  toolchain(): string | undefined;
  /** Uses the package; everything that has to hold is a check of the workspace. */
  run(workspace: Workspace): void;
  /** What can be checked without the toolchain. It stands beside "not run", not in place of it. */
  runWithoutToolchain?(workspace: Workspace): void;
}

/** Runs consumers one after the other and prints what came of them. Returns the exit status. */
export function run(consumers: readonly Consumer[]): number {
  const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'consumers-'));
  try {
    const packages = new Packages(path.join(directory, 'packages'));
    const results = consumers.map((consumer) => ({ consumer, outcomes: outcomesOf(consumer, packages, path.join(directory, consumer.language)) }));
    console.log('');
    for (const { consumer, outcomes } of results) { console.log(`${consumer.language.padEnd(12)}${totals(outcomes)}${missing(outcomes)}`); }
    const all = results.flatMap(({ outcomes }) => outcomes);
    console.log(`\n${totals(all)}`);
    return all.some(({ result }) => result === 'failed') || all.length === 0 ? 1 : 0;
  } finally {
    if (process.env.CONSUMERS_KEEP) { console.log(`Kept: ${directory}`); } else { fs.rmSync(directory, { recursive: true, force: true }); }
  }
}

function outcomesOf(consumer: Consumer, packages: Packages, directory: string): readonly Outcome[] {
  const version = consumer.toolchain();
  console.log(`\n--- ${consumer.language}: ${version ?? `no ${consumer.needs}`}`);
  const workspace = new Workspace(directory, packages);
  if (version === undefined) { workspace.notRun(`the example app in ${consumer.language}`, `no ${consumer.needs}`); }
  try {
    if (version !== undefined) { consumer.run(workspace); } else { consumer.runWithoutToolchain?.(workspace); }
    if (workspace.outcomes.length === 0) { throw new Error(`${consumer.language} checks nothing`); }
  } catch (error) {
    if (!(error instanceof Stopped)) { workspace.check('everything is tried', () => { throw error; }); }
  }
  return workspace.outcomes;
}

function totals(outcomes: readonly Outcome[]): string {
  const count = (result: Outcome['result']) => outcomes.filter((outcome) => outcome.result === result).length;
  const sources = count('sources checked');
  return (['passed', 'failed', 'not run'] as const).map((result) => `${count(result)} ${result}`)
    .concat(sources > 0 ? [`${sources} sources checked, not compiled`] : []).join(', ');
}

/** Why something was not run. */
function missing(outcomes: readonly Outcome[]): string {
  const reasons = new Set(outcomes.filter(({ result }) => result === 'not run').map(({ output }) => output));
  return reasons.size === 0 ? '' : ` (not run: ${[...reasons].join('; ')})`;
}
