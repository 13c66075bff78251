import * as fs from 'fs';
import * as path from 'path';

/** The folder of a package that is installed here, or inside another package. */
export function folderOfPackage(name: string, inside?: string): string {
  const paths = [inside === undefined ? __dirname : folderOfPackage(inside)];
  const entry = require.resolve(name, { paths });
  const end = path.join('node_modules', ...name.split('/'));
  return entry.slice(0, entry.lastIndexOf(end) + end.length);
}

export function versionOfPackage(name: string, inside?: string): string {
  return (JSON.parse(fs.readFileSync(path.join(folderOfPackage(name, inside), 'package.json'), 'utf8')) as { version: string }).version;
}
