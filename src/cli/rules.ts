import { ExitCode, type Io } from './io';
import { json as asJson } from '../validation/reports';
import { RULES, type RuleMetadata } from '../validation/rules';

const FORMATS = {
  text: (all: readonly RuleMetadata[]) => table(all.map((rule) => [rule.name, rule.severity, rule.preset, `${rule.title}${history(rule)}`])),
  json: (all: readonly RuleMetadata[]) => `${asJson({ version: 1, rules: all })}\n`,
};

export const RULES_FORMATS = Object.keys(FORMATS);

/** Lists every rule there is. */
export function rules(format: keyof typeof FORMATS, io: Io): ExitCode {
  io.stdout(FORMATS[format](RULES.map(({ metadata }) => metadata)));
  return ExitCode.CLEAN;
}

function history({ formerNames, replacedBy }: RuleMetadata): string {
  const notes = [
    ...(formerNames === undefined ? [] : [`formerly ${formerNames.join(', ')}`]),
    ...(replacedBy === undefined ? [] : [`superseded by ${replacedBy}`]),
  ];
  return notes.length > 0 ? ` (${notes.join('; ')})` : '';
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => `${row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()}\n`).join('');
}
