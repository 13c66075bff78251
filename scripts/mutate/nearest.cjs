/** For the sequencer, which Jest loads without a compiler, and for try-faults.ts. */
const path = require('node:path');

/** What a file below a folder is called, part by part. */
exports.partsBelow = (folder, file) =>
  path.relative(path.resolve(folder), file).replace(/(?:\.test)?\.ts$/, '').split(path.sep).filter((part) => part !== 'private');

/** How many folders lie between two files; a common name counts like a folder. */
exports.distance = (a, b) => {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) { common++; }
  return a.length + b.length - 2 * common - (a.at(-1) === b.at(-1) ? 1 : 0);
};
