import * as fs from 'fs';
import * as path from 'path';

/** The name of the package. */
export const PACKAGE_NAME = 'cdk-s3-encryption';

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

/** The version of a package that has been bundled into another one, whose own version is not known. */
const UNKNOWN_VERSION = 'unknown';

let known: LibraryCopy | undefined;

/** The copy that this code belongs to. */
export function thisCopy(): LibraryCopy {
  known ??= { contract: CONTRACT, ...installed() };
  return known;
}

function installed(): Pick<LibraryCopy, 'version' | 'directory'> {
  const directory = path.join(__dirname, '..', '..');
  return { version: versionIn(directory) ?? UNKNOWN_VERSION, directory: path.relative(process.cwd(), directory) || '.' };
}

function versionIn(directory: string): string | undefined {
  try {
    const { name, version } = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8')) as { name: string; version: string };
    return name === PACKAGE_NAME ? version : undefined;
  } catch {
    return undefined;
  }
}
