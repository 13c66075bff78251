import type { Cell } from './cells';

/** What came of a cell. What was not tried is skipped, and not passed. */
export interface Outcome {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** What failed or why it was skipped, in one line; or how many checks passed. */
  readonly reason: string;
  /** The exact version of Node.js, if it could be had. */
  readonly version?: string;
}

export interface Result extends Outcome {
  readonly cell: Cell;
}

/** One line for each cell, below the names of the columns. */
export function table(results: readonly Result[]): string {
  const rows = results.map(({ cell: { node, cdk, nag }, outcome, reason, version }) =>
    [version ?? node, `${cdk.version} (${cdk.age})`, `${nag.version} (${nag.age})`, outcome, reason]);
  const all = [['Node.js', 'aws-cdk-lib', 'cdk-nag', 'Result', ''], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  return all.map((row) => row.map((text, column) => text.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}

export function totals(results: readonly Result[]): string {
  const count = (outcome: Outcome['outcome']) => results.filter((result) => result.outcome === outcome).length;
  return (['passed', 'failed', 'skipped'] as const).map((outcome) => `${count(outcome)} ${outcome}`).join(', ');
}
