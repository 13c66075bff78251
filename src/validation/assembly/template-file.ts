import type { Acknowledgements } from './acknowledgements';
import type { TemplateSource } from '../../template';

/** A template that was read from disk. */
export interface TemplateFile {
  readonly source: TemplateSource;
  readonly file: string;
  /** How messages call the file. */
  readonly path: string;
  readonly text: string;
  /** The stack that is deployed: for a nested stack, the one around it. */
  readonly stack?: string;
  /** The construct paths of its resources, as far as the assembly tells them. */
  readonly constructPaths: ReadonlyMap<string, string>;
  readonly acknowledgements: Acknowledgements;
}
