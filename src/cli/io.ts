import type { Garbage } from './garbage';

/** What a command sees of the world. */
export interface Io {
  readonly cwd: string;
  /** Whether standard output shows colours. */
  readonly colors: boolean;
  /** Whether errors show where in the program they come from. */
  readonly debug: boolean;
  /** Whether standard error is a terminal, which shows how far a long run is. */
  readonly showsProgress?: boolean;
  /** Where the process does nothing else. */
  readonly garbage?: Garbage;
  stdout(text: string): void;
  stderr(text: string): void;
  /** Milliseconds, from whenever on. */
  now?(): number;
}

export enum ExitCode {
  /** Nothing found that is an error. */
  CLEAN = 0,
  FINDINGS = 1,
  /** The question or the input could not be understood. */
  FAILURE = 2,
  /** The answer could not be written. */
  NOT_WRITTEN = 3,
}
