/** Runs those tests first that are the likeliest to notice the fault that is being tried: the run ends with the first that does. */
const path = require('node:path');
const { default: Sequencer } = require('@jest/test-sequencer');

const partsBelow = (folder, file) => path.relative(path.resolve(folder), file).replace(/(?:\.test)?\.ts$/, '').split(path.sep);

class NearestFirst extends Sequencer {
  sort(tests) {
    const { MUTATED_FILE } = process.env;
    if (MUTATED_FILE === undefined) { return super.sort(tests); }
    const mutated = partsBelow('src', MUTATED_FILE).filter((part) => part !== 'private');
    const distances = new Map(tests.map((test) => [test, distance(mutated, partsBelow('test', test.path))]));
    return [...tests].sort((a, b) => distances.get(a) - distances.get(b) || (this.time(a) ?? 0) - (this.time(b) ?? 0));
  }
}

/** How many folders lie between two files; a common name counts like a folder. */
function distance(a, b) {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a[common] === b[common]) { common++; }
  return a.length + b.length - 2 * common - (a.at(-1) === b.at(-1) ? 1 : 0);
}

module.exports = NearestFirst;
