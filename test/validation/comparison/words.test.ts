import { bucket, compared, encrypted, SSE_KMS } from './support';
import { markdownDiff, type PostureDiff, textDiff } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';

const RULES = RuleSet.recommended().without(...RuleSet.recommended().ruleNames.filter((name) => name !== 'SecureTransportRequired'));
const none = compared({ A: bucket() }, { A: bucket() });
const { newFindings } = compared({}, { A: bucket() }, RULES);
const { changes } = compared({ A: bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true })) }, { A: bucket(encrypted(SSE_KMS)) });
const { rule, ...finding } = newFindings[0].finding;
const resolvedFindings = [{ ...finding, rule: rule.name, template: 'a.json' }];

test.each<[string, Partial<PostureDiff>, boolean]>([
  ['nothing', {}, true],
  ['a change', { changes }, false],
  ['a new finding', { newFindings }, false],
  ['a finding that is resolved', { resolvedFindings }, false],
  ['a change and a new finding', { changes, newFindings }, false],
  ['a new finding and one that is resolved', { newFindings, resolvedFindings }, false],
  ['a change and a finding that is resolved', { changes, resolvedFindings }, false],
  ['everything', { changes, newFindings, resolvedFindings }, false],
])('of %s reports say whether the protection of data changes', (_, more, isNothing) => {
  const diff = { ...none, ...more };
  for (const report of [textDiff(diff, false), markdownDiff(diff)]) {
    expect(report.includes('The protection of data does not change.')).toBe(isNothing);
  }
});

test.each<[number, number, string]>([
  [0, 0, '0 buckets, 0 keys'], [1, 1, '1 bucket, 1 key'], [2, 2, '2 buckets, 2 keys'],
])('reports count %d buckets and %d keys', (buckets, keys, counted) => {
  const diff = { ...none, before: { ...none.before, buckets, keys } };
  expect(textDiff(diff, false)).toContain(`\nbefore (${counted}) to after (1 bucket, 0 keys): `);
});
