import { ExitCode, type Io } from './io';
import { say, sayWhatFailed } from './messages';
import { Progress } from './progress';
import { templatesAt } from './templates';
import { writeOutput } from './write-output';
import type { Inputs } from '../validation/assembly';
import type { DuplicateKeys } from '../validation/assembly/internal';

/** What commands that look at templates have in common. */
export interface AnswerOptions {
  readonly output?: string;
  readonly quiet?: boolean;
  /** Whether files that are named and are no templates are left out. */
  readonly ignoreOtherFiles?: boolean;
}

/** What a command says of templates. */
export interface Answer {
  /** The report. */
  readonly pieces: Iterable<string>;
  /** What may hide buckets. */
  readonly problems: readonly string[];
  readonly duplicates: DuplicateKeys;
  readonly code: ExitCode;
}

const LEAST_WRITTEN = 64 * 1024;

// docs/decisions/0080
/**
 * Runs a command on templates: its report where it is wanted, and beside it what could not be read and what may hide buckets.
 * Where nothing could be read, there is no report.
 *
 * @throws UsageError, WriteError
 */
export function answer(paths: readonly string[], options: AnswerOptions, io: Io, ask: (inputs: Inputs, progress: Progress) => Answer): ExitCode {
  const read = (progress: Progress) => templatesAt(paths, io, progress, options.ignoreOtherFiles);
  return answerAbout(read, ({ templates, failures }) => templates.length > 0 || failures.length === 0, options, io, ask);
}

/**
 * The same for whatever is read.
 *
 * @param isEnough Whether what could be read is worth a report.
 * @throws UsageError, WriteError
 */
export function answerAbout<Read extends Pick<Inputs, 'failures'>>(
  read: (progress: Progress) => Read,
  isEnough: (inputs: Read) => boolean,
  options: AnswerOptions,
  io: Io,
  ask: (inputs: Read, progress: Progress) => Answer,
): ExitCode {
  const { output, quiet = false } = options;
  const progress = new Progress(io, quiet);
  try {
    // What was read is needed no longer than until it was asked.
    const { given, failures } = asked(() => read(progress), isEnough, (inputs) => ask(inputs, progress));
    progress.end();
    for (const failure of failures) { sayWhatFailed(failure, io); }
    if (!given) { return ExitCode.FAILURE; }
    if (!quiet) { given.problems.forEach((problem) => say(problem, io)); }
    for (const { text, matters } of given.duplicates.problems) { if (matters || !quiet) { say(text, io); } }
    io.garbage?.collect();
    const pieces = joined(given.pieces);
    if (output === undefined) { for (const piece of pieces) { io.stdout(piece); } } else { writeOutput(output, pieces, io.cwd); }
    return failures.length > 0 || given.duplicates.matter ? ExitCode.FAILURE : given.code;
  } finally {
    progress.end();
  }
}

function asked<Read extends Pick<Inputs, 'failures'>>(
  read: () => Read, isEnough: (inputs: Read) => boolean, ask: (inputs: Read) => Answer,
): { readonly given: Answer | undefined; readonly failures: Inputs['failures'] } {
  const inputs = read();
  return { given: isEnough(inputs) ? ask(inputs) : undefined, failures: inputs.failures };
}

/** Pieces that are worth a call of the system. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let some: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    some.push(piece);
    length += piece.length;
    if (length >= LEAST_WRITTEN) {
      yield some.join('');
      [some, length] = [[], 0];
    }
  }
  if (some.length > 0) { yield some.join(''); }
}
