import * as fs from 'fs';
import * as path from 'path';
import { UsageError } from './usage-error';
import { writeOutput } from './write-output';
import { asFirst, Baseline, jsonReportPieces, type Report } from '../validation/reports';

/** What is known, and whether what is found now is to be known from now on. */
export interface BaselineOptions {
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
}

/**
 * What `--baseline` names. One that is to be written need not be there.
 *
 * @throws UsageError, InputError
 */
export function baselineOf({ baseline, updateBaseline = false }: BaselineOptions, cwd: string): Baseline | undefined {
  if (baseline === undefined) {
    if (updateBaseline) { throw new UsageError('--update-baseline requires a file. Fix: specify it with --baseline.'); }
    return undefined;
  }
  if (updateBaseline && !fs.existsSync(path.resolve(cwd, baseline))) { return undefined; }
  return Baseline.read(path.resolve(cwd, baseline), baseline);
}

/**
 * Writes what is found now as what is known.
 *
 * @throws WriteError
 */
export function writeBaseline(file: string, report: Report, cwd: string): void {
  writeOutput(file, jsonReportPieces(asFirst(report)), cwd);
}
