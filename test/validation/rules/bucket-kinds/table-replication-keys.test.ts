import { tableReplicationKeys as rule } from '../../../../src/validation/rules/bucket-kinds/table-replication-keys';
import { tableBucket, templateOf } from '../bucket-kinds-support';
import { findings, IF, merging } from '../support';

const arnOf = (logicalId: string) => ({ 'Fn::GetAtt': [logicalId, 'Arn'] });
const tablesOf = (logicalId: string) => ({ 'Fn::Sub': `\${${logicalId}.TableBucketARN}/*` });
const BOTH = ['kms:Decrypt', 'kms:GenerateDataKey'];
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({ Effect: 'Allow', Action, Resource, ...Condition && { Condition } });
const ofTables = (...buckets: string[]) => ({ StringLike: { 'kms:EncryptionContext:aws:s3:arn': buckets.map(tablesOf) } });
const ROOT = { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' } };
const keyFor = (...Statement: object[]) => ({
  Type: 'AWS::KMS::Key', Properties: { KeyPolicy: { Version: '2012-10-17', Statement: Statement.map((one) => ({ Principal: ROOT, Resource: '*', Effect: 'Allow', ...one })) } },
});
const TO_IAM = keyFor({ Action: 'kms:*' });

interface App {
  readonly more?: object;
  readonly source?: { algorithm?: unknown; key?: unknown };
  readonly destinations?: unknown;
  readonly role?: unknown;
  readonly ofRole?: object;
}

function found(statements: readonly unknown[], { more = {}, source = {}, destinations, role = arnOf('Role'), ofRole = {} }: App = {}) {
  const Destinations = destinations ?? [{ DestinationTableBucketARN: { 'Fn::GetAtt': ['There', 'TableBucketARN'] } }];
  return findings(rule, templateOf({
    Key: TO_IAM,
    Other: TO_IAM,
    Here: tableBucket({ algorithm: 'aws:kms', key: arnOf('Key'), ...source }, { ReplicationConfiguration: { Role: role, Rules: [{ Destinations }] } }),
    There: tableBucket({ algorithm: 'aws:kms', key: arnOf('Other') }, { TableBucketName: 'there' }),
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'replication',
        AssumeRolePolicyDocument: { Statement: [{ Effect: 'Allow', Principal: { Service: 'replication.s3tables.amazonaws.com' }, Action: 'sts:AssumeRole' }] },
        Policies: [{ PolicyName: 'Replicate', PolicyDocument: { Version: '2012-10-17', Statement: statements } }],
        ...ofRole,
      },
    },
    ...more,
  }));
}

test.each<[string, readonly unknown[], App?]>([
  ['both keys', [allow(BOTH, [arnOf('Key'), arnOf('Other')])]],
  ['both keys, for the tables of both buckets', [allow(BOTH, [arnOf('Key'), arnOf('Other')], ofTables('Here', 'There'))]],
  ['all keys', [allow('kms:*', '*')]],
  ['one key, which both buckets have', [allow(BOTH, arnOf('Key'))], { more: { There: tableBucket({ algorithm: 'aws:kms', key: arnOf('Key') }) } }],
  ['the key of the source, to a destination of another app', [allow(BOTH, arnOf('Key'))], {
    destinations: [{ DestinationTableBucketARN: 'arn:aws:s3tables:eu-central-1:111122223333:bucket/lake' }],
  }],
])('compliant: the role is allowed %s', (_, statements, options = {}) => {
  expect(found(statements, options)).toEqual([]);
});

const lacks = (actions: string, key: string, bucket: string) => ({
  on: 'Role',
  status: 'violation',
  severity: 'error',
  property: 'Properties',
  message: `Role Role replicates tables, but is not allowed ${actions} with key ${key} of table bucket ${bucket}.`,
});

test.each<[string, readonly unknown[], object[]]>([
  ['no key', [allow('s3tables:*', '*')], [lacks(BOTH.join(' and '), 'Key', 'Here'), lacks(BOTH.join(' and '), 'Other', 'There')]],
  ['the key of the source only', [allow(BOTH, arnOf('Key'))], [lacks(BOTH.join(' and '), 'Other', 'There')]],
  ['to decrypt only', [allow('kms:Decrypt', '*')], [lacks('kms:GenerateDataKey', 'Key', 'Here'), lacks('kms:GenerateDataKey', 'Other', 'There')]],
  ['the tables of the source only', [allow(BOTH, '*', ofTables('Here'))], [lacks(BOTH.join(' and '), 'Other', 'There')]],
])('violating: the role is allowed %s', (_, statements, expected) => {
  expect(found(statements)).toEqual(expected);
});

test('violating: both buckets have one key, and the role is allowed the tables of the source only', () => {
  const more = { There: tableBucket({ algorithm: 'aws:kms', key: arnOf('Key') }, { TableBucketName: 'there' }) };
  expect(found([allow(BOTH, arnOf('Key'), ofTables('Here'))], { more })).toEqual([lacks(BOTH.join(' and '), 'Key', 'There')]);
  expect(found([allow(BOTH, arnOf('Key'), ofTables('Here', 'There'))], { more })).toEqual([]);
});

test('violating: a destination that two rules name is reported once', () => {
  const there = { DestinationTableBucketARN: { 'Fn::GetAtt': ['There', 'TableBucketARN'] } };
  expect(found([allow(BOTH, arnOf('Key'))], { destinations: [there, there] })).toEqual([lacks(BOTH.join(' and '), 'Other', 'There')]);
});

describe('a choice of roles', () => {
  const role = (RoleName: string, ...Statement: object[]) => ({
    Type: 'AWS::IAM::Role',
    Properties: { RoleName, AssumeRolePolicyDocument: {}, Policies: [{ PolicyName: 'Replicate', PolicyDocument: { Version: '2012-10-17', Statement } }] },
  });
  const either = (second: unknown, more: object = {}) => merging(() => found([allow('s3tables:*', '*')], { role: IF(arnOf('Role'), second), more, destinations: [] }));
  const undetermined = {
    on: 'Role',
    status: 'unknown',
    message: 'It cannot be determined whether role Role, which replicates tables, is allowed kms:Decrypt and kms:GenerateDataKey with key Key of table bucket Here: '
      + 'the role that replicates tables depends on the deployment.',
  };

  test('violating: none of them can use the key', () => {
    expect(either(arnOf('Second'), { Second: role('second') })).toMatchObject([{ on: 'Role', status: 'violation' }, { on: 'Second', status: 'violation' }]);
  });

  test('violating: nothing is replicated with the other choice', () => {
    expect(either({ Ref: 'AWS::NoValue' })).toMatchObject([{ on: 'Role', status: 'violation' }]);
  });

  test.each<[string, unknown, object]>([
    ['the other can', arnOf('Second'), { Second: role('second', allow(BOTH, '*')) }],
    ['the other is made elsewhere', 'arn:aws:iam::111122223333:role/replication', {}],
  ])('cannot tell: %s', (_, second, more) => {
    expect(either(second, more)).toMatchObject([undetermined]);
  });

  test('compliant: both can', () => {
    expect(merging(() => found([allow(BOTH, '*')], { role: IF(arnOf('Role'), arnOf('Second')), more: { Second: role('second', allow(BOTH, '*')) } }))).toEqual([]);
  });
});

test('cannot tell: a condition decides whether tables are replicated to a bucket of the app', () => {
  const elsewhere = 'arn:aws:s3tables:eu-central-1:111122223333:bucket/lake';
  const destinations = [{ DestinationTableBucketARN: IF({ 'Fn::GetAtt': ['There', 'TableBucketARN'] }, elsewhere) }];
  expect(merging(() => found([allow(BOTH, arnOf('Key'))], { destinations }))).toMatchObject([
    { on: 'Role', status: 'unknown', message: expect.stringMatching(/key Other of table bucket There: it is not known whether tables are replicated to the table bucket\.$/) },
  ]);
});

test('violating: the key policy does not know the role', () => {
  const Other = keyFor({ Action: 'kms:*', Principal: { AWS: 'arn:aws:iam::111122223333:role/administrator' } });
  expect(found([allow(BOTH, '*')], { more: { Other } })).toEqual([{ ...lacks(BOTH.join(' and '), 'Other', 'There'), on: 'Other', property: 'Properties.KeyPolicy' }]);
});

test.each<[string, App]>([
  ['a managed policy of the role is not in the app', { ofRole: { ManagedPolicyArns: ['arn:aws:iam::111122223333:policy/keys'] } }],
  ['the algorithm of the source is a parameter', { source: { algorithm: { Ref: 'Parameter' } }, destinations: [] }],
])('cannot tell: %s', (_, options) => {
  const undetermined = merging(() => found([], options)).filter(({ status }) => status === 'unknown');
  expect(undetermined.length).toBeGreaterThan(0);
  for (const { message, severity } of undetermined) {
    expect(severity).toBe('warning');
    expect(message).toMatch(/^It cannot be determined whether role Role, which replicates tables, is allowed kms:Decrypt and kms:GenerateDataKey with key .+: .+\.$/);
  }
});

test.each<[string, App]>([
  ['nothing is replicated', { more: { Here: tableBucket({ algorithm: 'aws:kms', key: arnOf('Key') }) } }],
  ['the role is made elsewhere', { role: 'arn:aws:iam::111122223333:role/replication' }],
  ['both encrypt with SSE-S3', {
    source: { algorithm: 'AES256', key: undefined }, more: { There: tableBucket({ algorithm: 'AES256' }) },
  }],
  ['the keys are not in the app', {
    source: { key: 'arn:aws:kms:eu-west-1:111122223333:key/1234' }, more: { There: tableBucket({ algorithm: 'aws:kms', key: 'arn:aws:kms:eu-west-1:111122223333:key/5678' }), Key: undefined, Other: undefined },
  }],
])('not applicable: %s', (_, options) => {
  const { more = {}, ...others } = options;
  const resources = Object.fromEntries(Object.entries(more).filter(([, resource]) => resource !== undefined));
  expect(found([], { ...others, more: resources })).toEqual([]);
});
