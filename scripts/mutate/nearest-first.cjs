/** Runs those tests first that are the likeliest to notice the fault that is being tried: the run ends with the first that does. */
const { default: Sequencer } = require('@jest/test-sequencer');
const { distance, partsBelow } = require('./nearest.cjs');

class NearestFirst extends Sequencer {
  sort(tests) {
    const { MUTATED_FILE } = process.env;
    if (MUTATED_FILE === undefined) { return super.sort(tests); }
    const mutated = partsBelow('src', MUTATED_FILE);
    const distances = new Map(tests.map((test) => [test, distance(mutated, partsBelow('test', test.path))]));
    return [...tests].sort((a, b) => distances.get(a) - distances.get(b) || (this.time(a) ?? 0) - (this.time(b) ?? 0));
  }
}

module.exports = NearestFirst;
