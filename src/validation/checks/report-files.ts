import * as fs from 'fs';
import * as path from 'path';
import { ReportFormat } from './report-format';
import type { ReportOptions } from './report-options';
import { type Appearance, rendered, type Report, ReportTooLarge } from '../reports';

const NAME = 's3-encryption';

const ENDINGS: Readonly<Record<ReportFormat, string>> = {
  [ReportFormat.TEXT]: 'txt',
  [ReportFormat.JSON]: 'json',
  [ReportFormat.SARIF]: 'sarif',
  [ReportFormat.MARKDOWN]: 'md',
  [ReportFormat.CSV]: 'csv',
  [ReportFormat.JUNIT]: 'xml',
  [ReportFormat.HTML]: 'html',
};

/** @throws if it says nothing that can be done */
export function assertReportOptions({ formats, directory }: ReportOptions, owner: string): void {
  const known: readonly unknown[] = Object.values(ReportFormat);
  const unknown = Array.isArray(formats) ? formats.find((format) => !known.includes(format)) : formats;
  if (!Array.isArray(formats) || formats.length === 0 || unknown !== undefined) {
    throw new Error(`${owner}: the formats of report cannot be ${JSON.stringify(formats)}. Fix: use one or more of ${known.join(', ')}.`);
  }
  if (typeof directory !== 'string' || directory === '') {
    throw new Error(`${owner}: the directory of report cannot be ${JSON.stringify(directory)}. Fix: specify a directory for the files.`);
  }
}

/** Writes each format to a file of its own. */
export function writeReports(
  report: Report, { formats, directory }: ReportOptions, assembly: string, appearance: Omit<Appearance, 'colors'>, owner: string,
): void {
  const folder = path.resolve(directory);
  const relative = path.relative(path.resolve(assembly), folder);
  if (relative.split(path.sep)[0] !== '..' && !path.isAbsolute(relative)) {
    throw new Error(`${owner}: the directory of report, ${directory}, is in the cloud assembly, whose files plugins must not change. Fix: use a directory outside ${assembly}.`);
  }
  try {
    fs.mkdirSync(folder, { recursive: true });
    for (const format of new Set(formats)) {
      write(path.join(folder, `${NAME}.${ENDINGS[format]}`), rendered(format, report, { ...appearance, colors: false }));
    }
  } catch (error) {
    if (error instanceof ReportTooLarge) { throw new Error(`${owner}: ${error.problem}. Fix: ${error.fix}.`, { cause: error }); }
    throw new Error(`${owner}: the report cannot be written to ${directory}: ${(error as Error).message}. Fix: use a writable directory.`, { cause: error });
  }
}

function write(file: string, pieces: Iterable<string>): void {
  // A file is whole or not there under its name.
  const temporary = `${file}.tmp`;
  const opened = fs.openSync(temporary, 'w');
  try {
    for (const piece of pieces) { fs.writeFileSync(opened, piece); }
  } finally {
    fs.closeSync(opened);
  }
  fs.renameSync(temporary, file);
}
