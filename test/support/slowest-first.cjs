const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes long, the longest first: were one of them the last, all cores but one would wait for it. */
const SLOWEST = [
  'validation/checks/same-findings', 'hook-function/same-as-the-cli', 'fuzz/fuzz', 'catalogue/same-every-time', 'third-party/third-party', 'cli/documented-commands',
  'project/regular-expressions', 'attack/attack', 'validation/rules/policies-as-text', 'cli/baseline', 'mixins/order', 'cli/hostile-input', 'updates/key-change',
  'catalogue/statements', 'validation/rules/alike-buckets', 'cli/process', 'catalogue/passes-the-checks', 'bucket/grantees', 'cli/diff', 'project/github-action',
  'replication/sids', 'updates/updates', 'defaults/apps', 'legacy-policy/migrations', 'replication/matrix', 'cli/hostile-size', 'attack/planted', 'copies/mixed',
  'bucket/cross-account', 'logging/many-sources', 'replication/two-way-updates',
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
