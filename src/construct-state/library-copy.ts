import * as path from 'path';
import { libraryVersion, PACKAGE_DIRECTORY } from '../library';

/** One of the copies of this library that an app may load: each library of constructs can bring its own. */
export interface LibraryCopy {
  /** The version of what copies keep for each other, see `CONTRACT`. */
  readonly contract: number;
  /** The version of the package. */
  readonly version: string;
  /** Where the copy was loaded from, as seen from where the app runs. */
  readonly directory: string;
}

/**
 * The version of what copies of the library keep for each other on constructs. Add one when the shape or the meaning of
 * any of it changes, so that a copy that knows the old one does not misread the new one.
 */
const CONTRACT = 1;

let known: LibraryCopy | undefined;

/** The copy that this code belongs to. */
export function thisCopy(): LibraryCopy {
  known ??= { contract: CONTRACT, version: libraryVersion(), directory: path.relative(process.cwd(), PACKAGE_DIRECTORY) || '.' };
  return known;
}
