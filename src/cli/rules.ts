import { ExitCode, type Io } from './io';
import { UsageError } from './usage-error';
import { type RuleMetadata, RULES } from '../validation/rules';

/** Lists every rule there is. */
export function rules(format: string, io: Io): ExitCode {
  const all = RULES.map(({ metadata }) => metadata);
  switch (format) {
    case 'json':
      io.stdout(`${JSON.stringify({ version: 1, rules: all }, undefined, 2)}\n`);
      return ExitCode.CLEAN;
    case 'text':
      io.stdout(table(all.map((rule) => [rule.name, rule.severity, rule.preset, `${rule.title}${history(rule)}`])));
      return ExitCode.CLEAN;
    default:
      throw new UsageError(`there is no format ${JSON.stringify(format)}. There are text, json.`);
  }
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
