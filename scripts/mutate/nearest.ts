import * as path from 'path';

/** What a file below a folder is called, part by part. */
export function partsBelow(folder: string, file: string): string[] {
  return path.relative(path.resolve(folder), file).replace(/(?:\.test)?\.ts$/, '').split(path.sep).filter((part) => part !== 'private');
}

/** How many folders lie between two files; a common name counts like a folder. */
export function distance(a: readonly string[], b: readonly string[]): number {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) { common++; }
  return a.length + b.length - 2 * common - (a.at(-1) === b.at(-1) ? 1 : 0);
}
