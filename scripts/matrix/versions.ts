import * as fs from 'fs';
import * as path from 'path';
import { ROOT } from '../consumers/packages';
import { must } from '../consumers/processes';

interface Manifest { readonly [dependencies: string]: { readonly [name: string]: string } | undefined }

/** The range of versions that `package.json` promises to work with, or, of what users add themselves, is tested with. */
export function rangeOf(name: string): string {
  const { peerDependencies, devDependencies } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as Manifest;
  const range = peerDependencies?.[name] ?? devDependencies?.[name];
  if (!range || !/^\^\d+\.\d+\.\d+$/.test(range)) { throw new Error(`package.json asks for ${name} ${range}. Fix: write ^ and the oldest version that works.`); }
  return range;
}

export function oldestVersion(name: string): string {
  return rangeOf(name).slice(1);
}

/** The newest in the range that the registry has. */
export function newestVersion(name: string): string {
  const answer = JSON.parse(must('npm', ['view', `${name}@${rangeOf(name)}`, 'version', '--json'])) as string | string[];
  return newestOf([answer].flat());
}

/** The registry lists versions as they were published. */
export function newestOf(versions: readonly string[]): string {
  const numbers = (version: string) => version.split('.').map(Number);
  const releases = versions.filter((version) => /^\d+\.\d+\.\d+$/.test(version));
  if (releases.length === 0) { throw new Error(`There is no release among ${versions.join(', ')}.`); }
  return releases.reduce((newest, version) => {
    const at = numbers(version).findIndex((number, index) => number !== numbers(newest)[index]);
    return at >= 0 && numbers(version)[at] > numbers(newest)[at] ? version : newest;
  });
}
