import { bucket, compared, encrypted, sideAt, SSE_KMS } from './support';
import { diffOf, type PostureDiff, textDiff } from '../../../src/validation/comparison';
import { RuleSet } from '../../../src/validation/rule-sets';
import { directoryWith } from '../assembly/support';

const RULES = RuleSet.recommended().without(...RuleSet.recommended().ruleNames.filter((name) => name !== 'SecureTransportRequired'));
const KEYED = bucket(encrypted(SSE_KMS, { BucketKeyEnabled: true }));
const PLAIN = bucket(encrypted(SSE_KMS));
/** Without the summary, which ends every comparison. */
const linesOf = (diff: PostureDiff, colored = false) => textDiff(diff, colored).split('\n').slice(0, -3);

test('what is added, removed, appears or disappears says what is known of it', () => {
  const Rules = [{ Status: 'Enabled', Destination: { Bucket: 'arn:aws:s3:::theirs' } }];
  const replicated = { ReplicationConfiguration: { Role: 'arn:aws:iam::111122223333:role/r', Rules } };
  const before = { Old: bucket(), Own: bucket(), Other: bucket(replicated) };
  const after = { New: bucket(), Own: bucket(replicated), Other: bucket() };
  expect(linesOf(compared(before, after))).toEqual([
    'New AWS::S3::Bucket in a.json',
    '  other         Added',
    '                Default encryption: SSE-S3; DeletionPolicy: Delete.',
    '',
    'Own AWS::S3::Bucket in a.json',
    '  other         Replication: none -> to arn:aws:s3:::theirs',
    '',
    'Other AWS::S3::Bucket in a.json',
    '  other         Replication: to arn:aws:s3:::theirs -> none',
    '',
    'Old AWS::S3::Bucket in a.json',
    '  other         Removed: deleted',
    '                CloudFormation deletes the existing bucket, which fails if the bucket contains objects.',
  ]);
});

test('a stack goes by its name', () => {
  const Data = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Data.template.json', stackName: 'Prod-Data' } };
  const assembly = (directory: string, template: object) => ({
    [`${directory}/manifest.json`]: { version: '38.0.0', artifacts: { Data } },
    [`${directory}/Data.template.json`]: template,
  });
  const directory = directoryWith({ ...assembly('before', { Resources: { A: KEYED } }), ...assembly('after', { Resources: { A: PLAIN } }) });
  const diff = diffOf(sideAt(directory, 'before'), sideAt(directory, 'after'), RULES.without(...RULES.ruleNames));
  expect(linesOf(diff)[0]).toBe('A AWS::S3::Bucket in Prod-Data');
});

test('resources that change in the same way are named one below the other', () => {
  expect(linesOf(compared({ A: KEYED, B: KEYED, C: KEYED }, { A: PLAIN, B: PLAIN, C: PLAIN }))).toEqual([
    '3 resources AWS::S3::Bucket in a.json', '    A', '    B', '    C', '  weaker        S3 Bucket Key: yes -> no',
  ]);
});

describe('findings', () => {
  const { newFindings: [found] } = compared({}, { A: bucket() }, RULES);
  const none = compared({ A: PLAIN }, { A: PLAIN });
  const at = (logicalId: string) => ({ ...found, finding: { ...found.finding, logicalId } });

  test('of one rule are one line, and one alone has its message', () => {
    expect(linesOf({ ...none, newFindings: [found] })).toEqual([
      'New findings', '  weaker        error SecureTransportRequired: A', `                ${found.finding.message}`,
    ]);
    expect(linesOf({ ...none, newFindings: [at('A'), at('B'), at('A')] })).toEqual(['New findings', '  weaker        error SecureTransportRequired: A, B']);
  });

  test('that are resolved are one line for each rule and severity', () => {
    const one = { rule: 'One', severity: found.finding.severity, template: 'a.json', property: 'Properties', message: 'A message.', fingerprint: '0' };
    const resolved = (rule: string, logicalId: string) => ({ ...one, rule, logicalId });
    expect(linesOf({ ...none, resolvedFindings: [resolved('One', 'A'), resolved('Two', 'A'), resolved('One', 'B'), resolved('One', 'A')] })).toEqual([
      'Resolved findings', '  stronger      error One: A, B', '  stronger      error Two: A',
    ]);
  });
});

describe('colours', () => {
  const colored = (diff: PostureDiff) => textDiff(diff, true).trimEnd().split('\n').at(-1);
  const acl = (AccessControl: unknown) => ({ A: bucket({ AccessControl }) });

  test.each([
    ['red, if something is weaker', 31, compared(acl('Private'), acl('PublicRead'))],
    ['yellow, if something is undetermined', 33, compared(acl('Private'), acl({ 'Fn::ImportValue': 'Acl' }))],
    ['blue, if something else changes', 34, compared(acl('Private'), acl('LogDeliveryWrite'))],
    ['green, if all is stronger', 32, compared(acl('PublicRead'), acl('Private'))],
    ['green, if nothing changes', 32, compared(acl('Private'), acl('Private'))],
  ])('the summary is %s', (_, color, diff) => {
    expect(colored(diff)).toMatch(new RegExp(`^\\u001b\\[${color}mbefore .*\\u001b\\[39m$`));
  });
});
