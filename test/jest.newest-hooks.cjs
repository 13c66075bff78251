const newest = require('./jest.newest.cjs');

// docs/decisions/0127
/** Tests of what the library does with the CDK besides writing templates, by what their paths contain. */
const HOOKS = {
  'test/catalogue/': 'Every construct is synthesized, with both versions.',
  'test/cdk/': 'What the library reads of constructs of the CDK.',
  'test/copies/': 'Several copies of the library in one app.',
  'test/defaults/': 'Property injectors and aspects.',
  'test/keys/': 'Grants, and policies of keys that the CDK has created.',
  'test/mixins/': 'Mixins, on buckets that the CDK or an injector has created.',
  'test/validation/checks/': 'The plugin, the aspect, annotations and acknowledgements.',
};

/** Of the tests with the newest peers those that `npm run verify` runs, too. */
module.exports = { ...newest, testMatch: newest.testMatch.filter((file) => Object.keys(HOOKS).some((part) => file.includes(part))) };
