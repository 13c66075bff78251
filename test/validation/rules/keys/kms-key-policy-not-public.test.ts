import { kmsKeyPolicyNotPublic as rule } from '../../../../src/validation/rules/keys/kms-key-policy-not-public';
import { findings } from '../support';
import { KEY_ARN, unused, withKey } from './support';

const ROOT = { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' };
const USE = { Effect: 'Allow', Principal: '*', Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*' };
const VIA_S3 = { StringEquals: { 'kms:ViaService': { 'Fn::Sub': 's3.${AWS::Region}.amazonaws.com' } } };
const policy = (...Statement: unknown[]) => ({ KeyPolicy: { Version: '2012-10-17', Statement } });
const check = (...statements: unknown[]) => findings(rule, withKey(policy(...statements), { more: { Role: { Type: 'AWS::IAM::Role' } } }));

test.each<[string, object]>([
  ['the account root', { ...USE, Principal: { AWS: ROOT }, Action: 'kms:*' }],
  ['another account', { ...USE, Principal: { AWS: 'arn:aws:iam::444455556666:root' } }],
  ['a role of the app', { ...USE, Principal: { AWS: { 'Fn::GetAtt': ['Role', 'Arn'] } } }],
  ['a service', { ...USE, Principal: { Service: 'delivery.logs.amazonaws.com' } }],
  ['callers of the account', { ...USE, Condition: { StringEquals: { 'kms:CallerAccount': { Ref: 'AWS::AccountId' } } } }],
  ['callers of the account through S3', { ...USE, Condition: { StringEquals: { ...VIA_S3.StringEquals, 'kms:CallerAccount': '111122223333' } } }],
  ['principals of the account', { ...USE, Condition: { StringEquals: { 'aws:PrincipalAccount': '111122223333' } } }],
  ['the organization', { ...USE, Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } } }],
  ['services for the account', { ...USE, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }],
  ['services for a resource', { ...USE, Condition: { ArnLike: { 'aws:SourceArn': 'arn:aws:cloudtrail:*:111122223333:trail/*' } } }],
  ['one role', { ...USE, Condition: { ArnEquals: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/one' } } }],
  ['requests about one bucket through S3', { ...USE, Condition: { ...VIA_S3, StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::one*' } } }],
])('compliant: a policy that lets in %s', (_, statement) => {
  expect(check(statement)).toEqual([]);
});

test('compliant: everybody is let in, and strangers are denied', () => {
  const deny = { Effect: 'Deny', Principal: '*', Action: 'kms:*', Resource: '*', Condition: { StringNotEquals: { 'kms:CallerAccount': '111122223333' } } };
  expect(check(USE, deny)).toEqual([]);
});

test.each<[string, object, string]>([
  ['without a condition', USE, 'kms:Decrypt'],
  ['as an AWS principal', { ...USE, Principal: { AWS: '*' } }, 'kms:Decrypt'],
  ['in a list', { ...USE, Principal: { AWS: [ROOT, '*'] } }, 'kms:Decrypt'],
  ['every action', { ...USE, Action: 'kms:*' }, 'kms:Decrypt'],
  ['to encrypt only', { ...USE, Action: 'kms:Encrypt' }, 'kms:Encrypt'],
  ['to create grants', { ...USE, Action: 'kms:CreateGrant' }, 'kms:CreateGrant'],
  ['through S3', { ...USE, Condition: VIA_S3 }, 'kms:Decrypt'],
  ['with an encryption context, which callers choose', { ...USE, Condition: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::one/*' } } }, 'kms:Decrypt'],
])('violating: everybody is let in, %s', (_, statement, action) => {
  expect(check({ ...USE, Principal: { AWS: ROOT }, Action: 'kms:*' }, statement)).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: 'Properties.KeyPolicy',
    message: `The key policy lets anyone of any account call ${action}.`,
  }]);
});

test.each<[string, unknown]>([
  ['a principal from a parameter', { ...USE, Principal: { AWS: { Ref: 'Parameter' } } }],
  ['a condition that is imported', { ...USE, Condition: { 'Fn::Transform': { Name: 'Macro' } } }],
  ['a statement from a macro', { 'Fn::Transform': { Name: 'Macro' } }],
])('cannot tell: %s', (_, statement) => {
  expect(check(statement)).toMatchObject([{
    status: 'unknown', severity: 'warning', message: expect.stringMatching(/^It cannot be told whether the key policy lets anyone of any account use the key: .+\.$/),
  }]);
});

test.each([
  ['a key that no bucket uses', unused(policy(USE))],
  ['the policy that KMS gives to keys without one', withKey({})],
  ['a key from outside', withKey({}, { encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'abc' } }, more: { Other: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: KEY_ARN } } } })],
])('not applicable: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});
