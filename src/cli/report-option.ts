import { InvalidArgumentError } from 'commander';
import { type ReportForm, RENDERERS } from '../validation/reports';

/** A report that is written to a file of its own. */
export interface ReportToWrite {
  readonly form: ReportForm;
  readonly file: string;
}

/** @throws InvalidArgumentError if it is not `FORMAT=FILE` */
export function parseReport(given: string, before: readonly ReportToWrite[]): ReportToWrite[] {
  const at = given.indexOf('=');
  const [form, file] = [given.slice(0, Math.max(at, 0)), given.slice(at + 1)];
  if (at < 0 || file === '' || !Object.hasOwn(RENDERERS, form)) {
    throw new InvalidArgumentError(`Use FORMAT=FILE, where FORMAT is one of ${Object.keys(RENDERERS).join(', ')}.`);
  }
  return [...before, { form: form as ReportForm, file }];
}
