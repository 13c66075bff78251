import * as fs from 'fs';
import * as path from 'path';

const MODULES = path.join(__dirname, '..', 'node_modules');

/** The licenses of what a bundle contains, as a comment for its beginning. */
export function bundleNotices(packages: readonly string[]): string {
  const all = packages.map((name) => {
    const directory = path.join(MODULES, name);
    const { version } = JSON.parse(fs.readFileSync(path.join(directory, 'package.json'), 'utf8')) as { version: string };
    return `${name} ${version}\n${fs.readFileSync(path.join(directory, 'LICENSE'), 'utf8').trim()}`;
  });
  return `/*! This file contains:\n\n${all.join('\n\n')}\n*/`;
}
