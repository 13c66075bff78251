const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes long, the longest first: were one of them the last, all cores but one would wait for it. */
const SLOWEST = [
  'attack/attack', 'bucket/grantees', 'mixins/order', 'validation/checks/same-findings', 'catalogue/same-every-time', 'cli/hostile-input', 'fuzz/fuzz',
  'updates/key-change', 'validation/rules/alike-buckets', 'updates/updates', 'replication/sids', 'defaults/apps', 'legacy-policy/migrations', 'replication/matrix',
  'cli/hostile-size', 'attack/planted', 'copies/mixed', 'bucket/cross-account', 'logging/many-sources', 'replication/two-way-updates',
].map((name) => `/test/${name}.test.ts`);

/** jest knows how long a test takes when it has run before, which it never has in a fresh clone. */
module.exports = class extends Sequencer {
  sort(tests) {
    const place = ({ path }) => {
      const at = SLOWEST.findIndex((end) => path.endsWith(end));
      return at < 0 ? SLOWEST.length : at;
    };
    return super.sort(tests).sort((a, b) => place(a) - place(b));
  }
};
