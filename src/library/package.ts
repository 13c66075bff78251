import * as fs from 'fs';
import * as path from 'path';

/** The name of the package. */
export const PACKAGE_NAME = 'cdk-s3-encryption';

/** Where the package is installed. */
export const PACKAGE_DIRECTORY = path.join(__dirname, '..', '..');

/** The version of a package that has been bundled into another one, whose own version is not known. */
const UNKNOWN_VERSION = 'unknown';

/** The version of the package. */
export function libraryVersion(): string {
  try {
    const { name, version } = JSON.parse(fs.readFileSync(path.join(PACKAGE_DIRECTORY, 'package.json'), 'utf8')) as { name: string; version: string };
    return name === PACKAGE_NAME ? version : UNKNOWN_VERSION;
  } catch {
    return UNKNOWN_VERSION;
  }
}
