import { App, Hole, Ternary, Text } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { fieldOfArn, ObservedReplication } from '../../../src/validation/posture/replication';

const ROLE = 'arn:aws:iam::111122223333:role/Replicator';
const TO = { Bucket: 'arn:aws:s3:::elsewhere' };
const ENABLED = { Status: 'Enabled', Destination: TO };
const either = (yes: unknown, no: unknown) => ({ 'Fn::If': ['C', yes, no] });
const NOTHING = { Ref: 'AWS::NoValue' };
const UNTOLD = { 'Fn::ImportValue': 'x' };
/** Not even text. */
const UNREAD = { 'Fn::Transform': { Name: 'Macro' } };
const configured = (...Rules: unknown[]) => ({ Role: ROLE, Rules });

function observed(ReplicationConfiguration: unknown, environment: { account?: string; region?: string } = { account: '111122223333', region: 'eu-west-1' }): readonly ObservedReplication[] {
  const json = {
    Parameters: { P: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
    Resources: {
      Source: { Type: 'AWS::S3::Bucket', Properties: { ReplicationConfiguration } },
      Destination: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'mine' } },
      Role: { Type: 'AWS::IAM::Role' },
      Key: { Type: 'AWS::KMS::Key' },
    },
  };
  const elsewhere = { Resources: { Theirs: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'theirs' } } } };
  return ObservedReplication.allOf(Posture.of(App.of([
    { name: 'Stack', json, environment },
    { name: 'Other', json: elsewhere, environment: { account: '444455556666', region: 'us-east-1' } },
  ])));
}

function theRule(rule: object) {
  const [{ rules: [one, ...more] }] = observed(configured(rule));
  expect(more).toEqual([]);
  return one;
}

describe('a bucket replicates', () => {
  test.each<[string, unknown, [boolean, number][]]>([
    ['nothing', undefined, []],
    ['nothing, in words', NOTHING, []],
    ['nothing, either way', either(NOTHING, NOTHING), []],
    ['by one rule', configured(ENABLED), [[false, 1]]],
    ['by two', configured(ENABLED, ENABLED), [[false, 2]]],
    ['by no rule', configured(), [[false, 0]]],
    ['without rules', { Role: ROLE }, [[false, 0]]],
    ['perhaps', either(configured(ENABLED), NOTHING), [[true, 1]]],
    ['one way or another', either(configured(ENABLED), configured(ENABLED, ENABLED)), [[true, 3]]],
    ['what is not known', UNTOLD, [[false, 0]]],
  ])('%s', (_, configuration, expected) => {
    expect(observed(configuration).map(({ isChoice, rules }) => [isChoice, rules.length])).toEqual(expected);
  });

  test.each<[string, unknown, string[]]>([
    ['a rule that is enabled', ENABLED, ['0']],
    ['a rule that is disabled', { ...ENABLED, Status: 'Disabled' }, []],
    ['a rule without a status', { Destination: TO }, []],
    ['a rule that may be enabled', { ...ENABLED, Status: either('Enabled', 'Disabled') }, ['0']],
    ['a rule that is disabled either way', { ...ENABLED, Status: either('Disabled', 'disabled') }, []],
    ['a rule of which the status is a parameter', { ...ENABLED, Status: { Ref: 'P' } }, ['0']],
    ['a rule of which the status is imported', { ...ENABLED, Status: UNTOLD }, ['0']],
    ['a rule with one of two destinations', { ...ENABLED, Destination: either(TO, { Bucket: 'arn:aws:s3:::mine' }) }, ['0 perhaps', '0 perhaps']],
    ['a rule with a destination of one of two names', { ...ENABLED, Destination: { Bucket: either('arn:aws:s3:::a', 'arn:aws:s3:::b') } }, ['0 perhaps', '0 perhaps']],
    ['a rule without a destination', { Status: 'Enabled' }, []],
    ['a rule without a bucket', { Status: 'Enabled', Destination: {} }, []],
    ['a rule that may be there', either(ENABLED, NOTHING), ['0 perhaps']],
    ['a rule of one form or another', either(ENABLED, { ...ENABLED, Prefix: 'a' }), ['0 perhaps', '0 perhaps']],
    ['text', 'Enabled', []],
  ])('by %s', (_, rule, expected) => {
    const [{ rules, unreadable }] = observed(configured(rule));
    expect(rules.map((one) => `${one.path().split('.').at(-1)}${one.isChoice ? ' perhaps' : ''}`)).toEqual(expected);
    expect(unreadable).toBeUndefined();
  });

  test('by rules of one list or another', () => {
    const [{ rules, isChoice }] = observed({ Role: ROLE, Rules: either([ENABLED], [{ ...ENABLED, Status: 'Disabled' }, ENABLED]) });
    expect(isChoice).toBe(false);
    expect(rules.map((rule) => [rule.path('ID'), rule.isChoice])).toEqual([
      ['Properties.ReplicationConfiguration.Rules.0.ID', true], ['Properties.ReplicationConfiguration.Rules.1.ID', true],
    ]);
  });

  test.each<[string, unknown]>([['all rules', UNTOLD], ['one of the rules', [ENABLED, UNTOLD]]])('by what cannot be determined: %s', (_, Rules) => {
    expect(observed({ Role: ROLE, Rules })[0].unreadable).toBeDefined();
  });
});

describe('the caller is', () => {
  test.each<[string, unknown, string, unknown]>([
    ['a role of the app', { 'Fn::GetAtt': ['Role', 'Arn'] }, 'Role', 'role'],
    ['a role by its ARN', ROLE, ROLE, 'role'],
    ['a role that is not known', UNTOLD, '', 'role'],
  ])('%s', (_, Role, name, kind) => {
    const [{ role, principal }] = observed({ Role, Rules: [ENABLED] });
    expect(principal.kind).toBe(kind);
    expect(principal.account).toBe('111122223333');
    expect(role?.resource.logicalId).toBe(name === 'Role' ? 'Role' : undefined);
    expect(String(principal.names[0])).toContain(name === 'Role' ? ':role/' : name);
  });

  test('of the account that the ARN names, or of the one that has the bucket', () => {
    const account = (Role: unknown) => observed({ Role, Rules: [] })[0].principal.account;
    expect([account('arn:aws:iam::444455556666:role/R'), account('R'), account({ 'Fn::Sub': 'arn:aws:iam::${AWS::AccountId}:role/R' })])
      .toEqual(['444455556666', '111122223333', '111122223333']);
  });
});

describe('of a rule it is known', () => {
  test.each<[string, object, { kms?: boolean; deletes?: boolean }]>([
    ['nothing more', {}, { deletes: true }],
    ['that objects with KMS keys are replicated', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Enabled' } } }, { kms: true, deletes: true }],
    ['that they are not', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: 'Disabled' } } }, { deletes: true }],
    ['that they may be', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: either('Enabled', 'Disabled') } } }, { kms: true, deletes: true }],
    ['that a parameter says so', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: { 'Fn::Sub': 'En${P}' } } } }, { kms: true, deletes: true }],
    ['that an import says so', { SourceSelectionCriteria: { SseKmsEncryptedObjects: { Status: UNTOLD } } }, { kms: true, deletes: true }],
    ['that it has a filter', { Filter: {} }, {}],
    ['that delete markers are replicated', { Filter: {}, DeleteMarkerReplication: { Status: 'Enabled' } }, { deletes: true }],
    ['that they are not replicated', { Filter: {}, DeleteMarkerReplication: { Status: 'Disabled' } }, {}],
  ])('%s', (_, more, { kms = false, deletes = false }) => {
    const rule = theRule({ ...ENABLED, ...more });
    expect([rule.replicatesKmsObjects, rule.replicatesDeletes]).toEqual([kms, deletes]);
  });

  test.each<[string, object, string, string]>([
    ['all objects', {}, '', 'arn:aws:s3:::b/*'],
    ['a prefix', { Prefix: 'a' }, 'a', 'arn:aws:s3:::b/a/*'],
    ['a folder', { Filter: { Prefix: 'a/' } }, 'a/', 'arn:aws:s3:::b/a/*'],
    ['a folder and a tag', { Filter: { And: { Prefix: 'b', TagFilters: [] } } }, 'b', 'arn:aws:s3:::b/b/*'],
    ['the filter before the property of old', { Filter: { Prefix: 'a' }, Prefix: 'b' }, 'a', 'arn:aws:s3:::b/a/*'],
    ['a prefix that is not known', { Filter: { Prefix: UNTOLD } }, '{Fn::ImportValue x}', 'arn:aws:s3:::b/{Fn::ImportValue x}/*'],
    ['what is not even text', { Filter: { Prefix: UNREAD } }, '{Prefix}', 'arn:aws:s3:::b/{Prefix}/*'],
  ])('that it is about %s', (_, more, prefix, object) => {
    const rule = theRule({ ...ENABLED, ...more });
    expect(String(rule.prefix)).toBe(prefix);
    const arn = rule.objectArn('arn:aws:s3:::b');
    expect(String(arn).replace(/\{?the key of an object that is replicated\}?|\$\{[^}]*\}/, '*')).toBe(object);
    expect(rule.objectArn('arn:aws:s3:::b')).toBe(arn);
    expect(String(rule.forObject('k').objectArn('arn:aws:s3:::c'))).toBe('arn:aws:s3:::c/k');
  });

  test.each<[string, object, { name: string; account?: string; region?: string; across: Ternary }]>([
    ['in the app', { Bucket: { 'Fn::GetAtt': ['Destination', 'Arn'] } }, { name: 'Destination', account: '111122223333', region: 'eu-west-1', across: Ternary.NO }],
    ['in another account of the app', { Bucket: 'arn:aws:s3:::theirs' }, { name: 'Theirs', account: '444455556666', region: 'us-east-1', across: Ternary.YES }],
    ['elsewhere', TO, { name: 'arn:aws:s3:::elsewhere', across: Ternary.UNKNOWN }],
    ['elsewhere in another account', { ...TO, Account: '444455556666' }, { name: 'arn:aws:s3:::elsewhere', account: '444455556666', across: Ternary.YES }],
    ['elsewhere in the same account', { ...TO, Account: '111122223333' }, { name: 'arn:aws:s3:::elsewhere', account: '111122223333', across: Ternary.NO }],
    ['imported', { Bucket: UNTOLD }, { name: '{Fn::ImportValue x}', across: Ternary.UNKNOWN }],
    ['not known', { Bucket: UNREAD }, { name: 'that is not known', across: Ternary.UNKNOWN }],
  ])('where its destination is: %s', (_, Destination, { name, account, region, across }) => {
    const rule = theRule({ Status: 'Enabled', Destination });
    expect([rule.destinationName, rule.destinationAccount, rule.destinationRegion, rule.acrossAccounts]).toEqual([name, account, region, across]);
    expect(rule.destinationPath).toBe('Properties.ReplicationConfiguration.Rules.0.Destination.Bucket');
    expect(String(rule.destinationArn)).toContain(name === 'that is not known' ? 'Rules.0.Destination.Bucket' : /^[A-Z]/.test(name) ? 's3:::' : name);
  });

  test('which key its replicas have', () => {
    const rule = theRule({ Status: 'Enabled', Destination: { ...TO, EncryptionConfiguration: { ReplicaKmsKeyID: { 'Fn::GetAtt': ['Key', 'Arn'] } } } });
    expect(rule.replicaKeys.map(({ key }) => key?.resource.logicalId)).toEqual(['Key']);
    expect(rule.replicaKeys).toBe(rule.replicaKeys);
    expect(theRule(ENABLED).replicaKeys.map(({ kind }) => kind)).toEqual(['none']);
  });
});

test.each<[string | Text, number, string | undefined]>([
  ['arn:aws:iam::111122223333:role/R', 4, '111122223333'],
  ['arn:aws:iam::111122223333:role/R', 5, 'role/R'],
  ['arn:aws:iam::111122223333:role/R', 3, undefined],
  ['arn:aws:iam::111122223333', 4, undefined],
  ['arn:aws:iam::111122223333:', 4, '111122223333'],
  ['urn:aws:iam::111122223333:role/R', 4, undefined],
  ['R', 4, undefined],
  [Text.of('arn:', new Hole('AWS::Partition'), ':iam::1111', new Hole('H'), ':role/R') as Text, 4, '1111{H}'],
])('field of %s: %i', (text, index, expected) => {
  const field = fieldOfArn(text, index);
  expect(field === undefined ? undefined : String(field)).toBe(expected);
});
