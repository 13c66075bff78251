import type { Io } from './io';
import { UsageError } from './usage-error';
import { WriteError } from './write-error';
import { InputError } from '../validation/assembly';
import { printable, ReportTooLarge } from '../validation/reports';

export const NAME = 'cdk-s3-encryption';

/** One line on standard error. */
export function say(text: string, io: Io): void {
  const line = text.split('\n').map((part) => part.trim()).filter((part) => part !== '').join(' ');
  io.stderr(`${NAME}: ${printable(line)}\n`);
}

/** An error in one line, and where it comes from, if somebody wants to know. */
export function sayWhatFailed(error: unknown, io: Io): void {
  const message = error instanceof Error ? error.message : String(error);
  const isExpected = [InputError, UsageError, WriteError, ReportTooLarge].some((type) => error instanceof type);
  say(isExpected ? message : `unexpected error: ${message}`, io);
  if (io.debug) { io.stderr(stackOf(error)); }
}

/** Where an error comes from, and what caused it. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) { return ''; }
  const lines = (error.stack ?? '').split('\n').map((line) => `${printable(line)}\n`).join('');
  return `${lines}${stackOf(error.cause)}`;
}
