import { kmsKeySymmetric as rule } from '../../../../src/validation/rules/keys/kms-key-symmetric';
import { encrypted, findings, IF, merging, when } from '../support';
import { forReplicas, unused, withKey } from './support';

test.each([
  ['the defaults', withKey({})],
  ['a symmetric key', withKey({ KeySpec: 'SYMMETRIC_DEFAULT', KeyUsage: 'ENCRYPT_DECRYPT' })],
])('compliant: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});

test.each<[string, object, string, string, string?]>([
  ['RSA', { KeySpec: 'RSA_2048', KeyUsage: 'ENCRYPT_DECRYPT' }, 'KeySpec', 'RSA_2048, not SYMMETRIC_DEFAULT'],
  ['HMAC', { KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' }, 'KeySpec', 'HMAC_256, not SYMMETRIC_DEFAULT'],
  ['a usage other than to encrypt', { KeyUsage: 'SIGN_VERIFY' }, 'KeyUsage', 'SIGN_VERIFY, not ENCRYPT_DECRYPT'],
  ['RSA in one branch', { KeySpec: IF('RSA_2048', 'SYMMETRIC_DEFAULT') }, 'KeySpec', 'RSA_2048, not SYMMETRIC_DEFAULT', 'Condition is true'],
])('violating: %s', (_, properties, name, what, words = '') => {
  expect(findings(rule, withKey(properties))).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'error',
    property: `Properties.${name}`,
    message: `S3 cannot encrypt bucket Bucket with this key: its ${name} is ${what}.${when(words)}`,
  }]);
});

test('violating, where choices are merged: RSA in one branch', () => {
  expect(merging(() => findings(rule, withKey({ KeySpec: IF('RSA_2048', 'SYMMETRIC_DEFAULT') })))).toMatchObject([{
    message: 'S3 cannot encrypt bucket Bucket with this key: its KeySpec is another one in one branch of a condition, not SYMMETRIC_DEFAULT.',
  }]);
});

test('violating: an RSA key for replicas', () => {
  expect(findings(rule, forReplicas({ KeySpec: 'RSA_2048' }))).toMatchObject([{ message: expect.stringContaining('replicas of bucket Bucket') }]);
});

test('violating: an RSA key by its alias', () => {
  expect(findings(rule, {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
      Alias: { Type: 'AWS::KMS::Alias', Properties: { AliasName: 'alias/mine', TargetKeyId: { Ref: 'Key' } } },
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: 'alias/mine' } }),
    },
  })).toMatchObject([{ on: 'Key', status: 'violation' }]);
});

test('violating: the replica of an RSA key', () => {
  expect(findings(rule, {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048', MultiRegion: true } },
      Replica: { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: { 'Fn::GetAtt': ['Key', 'Arn'] } } },
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Replica', 'Arn'] } } }),
    },
  })).toMatchObject([{ on: 'Key', status: 'violation' }]);
});

test('cannot tell: a KeySpec from a parameter', () => {
  expect(findings(rule, withKey({ KeySpec: { Ref: 'Parameter' } }))).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: 'It cannot be determined whether S3 can encrypt bucket Bucket with this key: parameter Parameter has no default.',
  }]);
});

test('not applicable: a key that no bucket uses', () => {
  expect(findings(rule, unused({ KeySpec: 'RSA_2048' }))).toEqual([]);
});
