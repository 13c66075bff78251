import { replicaKmsKey as rule } from '../../../../src/validation/rules/replication/replica-kms-key';
import { IF } from '../support';
import { GET_ARN, ID, judge, key, KEY_ARN, kmsTo, source, to } from './support';

const ALIAS = { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/replicas', TargetKeyId: GET_ARN('Key') } };
const check = (id: unknown, resources: { [logicalId: string]: object } = {}) => judge(rule, source([kmsTo(id)]), { Alias: ALIAS, ...resources });
const PROPERTY = 'Properties.ReplicationConfiguration.Rules.0.Destination.EncryptionConfiguration.ReplicaKmsKeyID';

test.each([
  ['Fn::GetAtt', GET_ARN('Key')],
  ['Fn::Sub', { 'Fn::Sub': 'arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}' }],
  ['Fn::Join', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':kms:eu-west-1:', { Ref: 'AWS::AccountId' }, ':key/', ID]] }],
  ['an ARN', KEY_ARN],
  ['the ARN of a multi-Region key', 'arn:aws-cn:kms:cn-north-1:111111111111:key/mrk-1234abcd12ab34cd56ef1234567890ab'],
  ['one ARN or another', IF(GET_ARN('Key'), KEY_ARN)],
])('compliant: %s', (_, id) => {
  expect(check(id)).toEqual([]);
});

test.each([
  ['a bare id', ID, 'error', `The key of the replicas is specified as ${ID}, which is not the ARN of a KMS key.`],
  ['Ref, which gives the bare id', { Ref: 'Key' }, 'error', expect.stringContaining('which is not the ARN of a KMS key')],
  ['the bare id in one branch of a condition', IF(GET_ARN('Key'), { Ref: 'Key' }), 'error', expect.stringContaining('not the ARN')],
  ['the name of an alias', 'alias/replicas', 'error', 'The key of the replicas is specified by an alias name, alias/replicas, which is not an ARN.'],
  ['Ref of an alias, which gives its name', { Ref: 'Alias' }, 'error', expect.stringContaining('by an alias name')],
  ['the name of aws/s3', 'alias/aws/s3', 'error', 'The key of the replicas is specified as alias/aws/s3, which is not an ARN.'],
  ['the ARN of something else', 'arn:aws:s3:::bucket', 'error', 'The key of the replicas is specified as arn:aws:s3:::bucket, which is not the ARN of a KMS key.'],
  ['an ARN without an account', `arn:aws:kms:eu-west-1::key/${ID}`, 'error', expect.stringContaining('is not the ARN of a KMS key')],
  ['the ARN of an alias', 'arn:aws:kms:eu-west-1:111111111111:alias/replicas', 'warning',
    'The key of the replicas is specified by an alias, arn:aws:kms:eu-west-1:111111111111:alias/replicas, instead of its key ARN.'],
])('violating: %s', (_, id, severity, message) => {
  expect(check(id)).toEqual([{ on: 'Source', status: 'violation', severity, property: PROPERTY, message }]);
});

test.each([
  ['RSA', { KeySpec: 'RSA_2048' }, 'KeySpec', 'is not a symmetric key'],
  ['HMAC', { KeyUsage: 'GENERATE_VERIFY_MAC' }, 'KeyUsage', 'is not for encryption'],
  ['disabled', { Enabled: false }, 'Enabled', 'is disabled'],
  ['disabled as text', { Enabled: 'false' }, 'Enabled', 'is disabled'],
])('violating: a key of the app that is %s', (_, properties, property, fault) => {
  expect(check(GET_ARN('Key'), { Key: key(undefined, properties) })).toEqual([{
    on: 'Key', status: 'violation', severity: 'error', property: `Properties.${property}`, message: `The key encrypts replicas of bucket Source, but ${fault}.`,
  }]);
});

test('cannot tell: a key from a parameter', () => {
  expect(check({ Ref: 'Parameter' })).toEqual([{
    on: 'Source',
    status: 'unknown',
    severity: 'warning',
    property: PROPERTY,
    message: 'It cannot be determined how the key of the replicas is specified: parameter Parameter has no default.',
  }]);
});

test('cannot tell: a key of the app that may be disabled', () => {
  expect(check(GET_ARN('Key'), { Key: key(undefined, { Enabled: { Ref: 'Parameter' } }) })).toMatchObject([{
    on: 'Key', status: 'unknown', message: 'It cannot be determined whether S3 can encrypt replicas of bucket Source with the key: parameter Parameter has no default.',
  }]);
});

test.each([
  ['no key', source([to()])],
  ['a rule that is disabled', source([kmsTo(ID, {}, { Status: 'Disabled' })])],
])('not applicable: %s', (_, Source) => {
  expect(judge(rule, Source)).toEqual([]);
});
