import * as fs from 'fs';
import * as path from 'path';
import type { Packages } from './packages';

/** Sources that were checked and not compiled are counted apart: nobody has used them. */
export type CheckResult = 'passed' | 'failed' | 'not run' | 'sources checked';

/** What came of one check. */
export interface Outcome {
  readonly check: string;
  readonly result: CheckResult;
  /** What failed, or why it was not run. */
  readonly output?: string;
}

/** Thrown when what follows would make no sense. What failed has been reported already. */
export class Stopped extends Error {}

/** Where one language uses the package: a folder, the packages, and a record of what was checked. */
export class Workspace {
  private readonly recorded: Outcome[] = [];

  constructor(
    /** An empty folder, which is removed at the end. */
    readonly directory: string,
    readonly packages: Packages,
  ) {
    fs.mkdirSync(directory, { recursive: true });
  }

  get outcomes(): readonly Outcome[] {
    return this.recorded;
  }

  /** A path within the folder. */
  path(...parts: readonly string[]): string {
    return path.join(this.directory, ...parts);
  }

  /** Checks something: it passes unless `action` throws. Returns what `action` returns, or undefined. */
  check<T>(check: string, action: () => T, success: 'passed' | 'sources checked' = 'passed'): T | undefined {
    const start = Date.now();
    try {
      const value = action();
      this.record({ check, result: success }, start);
      return value;
    } catch (error) {
      this.record({ check, result: 'failed', output: error instanceof Error ? error.message : String(error) }, start);
      return undefined;
    }
  }

  /** Checks something without which the rest makes no sense: if it fails, the language ends here. */
  need<T>(check: string, action: () => T, success?: 'passed' | 'sources checked'): T {
    const before = this.recorded.length;
    const value = this.check(check, action, success);
    if (this.recorded.slice(before).some((outcome) => outcome.check === check && outcome.result === 'failed')) { throw new Stopped(check); }
    return value as T;
  }

  /** Says that something was not checked, and why. */
  notRun(check: string, reason: string): void {
    this.record({ check, result: 'not run', output: reason });
  }

  private record(outcome: Outcome, start?: number): void {
    this.recorded.push(outcome);
    const seconds = start === undefined ? 0 : Math.round((Date.now() - start) / 1000);
    console.log(`  ${outcome.result}: ${outcome.check}${seconds > 0 ? ` (${seconds} s)` : ''}`);
    if (outcome.output) { console.log(outcome.output.trimEnd().replace(/^/gm, '      ')); }
  }
}
