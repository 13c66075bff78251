import type { Acknowledgements } from './acknowledgements';
import type { TemplateSource } from '../../template';
import type { DuplicateKey } from '../../template-parser';

/** The keys that a template has twice. */
export interface Duplicates {
  readonly keys: readonly DuplicateKey[];
  /** What the template says without some of them: what was before them counts. */
  without(isLeftOut: (index: number) => boolean): unknown;
}

/** A template that was read from disk. */
export interface TemplateFile {
  readonly source: TemplateSource;
  readonly file: string;
  /** How messages call the file. */
  readonly path: string;
  /** What it says, or what reads it again: little of it is needed after it was parsed. */
  readonly text: string | (() => string);
  /** The stack that is deployed: for a nested stack, the one around it. */
  readonly stack?: string;
  /** The construct paths of its resources, as far as the assembly tells them. */
  readonly constructPaths: ReadonlyMap<string, string>;
  /** For a nested stack: the construct path of the resource that makes it. */
  readonly makerPath?: string;
  readonly acknowledgements: Acknowledgements;
  /** Keys that are there twice, of which the last counts. */
  readonly duplicates?: Duplicates;
}
