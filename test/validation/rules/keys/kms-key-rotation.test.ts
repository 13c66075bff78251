import { kmsKeyRotation as rule } from '../../../../src/validation/rules/keys/kms-key-rotation';
import { encrypted, findings, IF, when } from '../support';
import { forReplicas, unused, withKey } from './support';

test.each([
  ['rotation', { EnableKeyRotation: true }],
  ['rotation, true as text', { EnableKeyRotation: 'true' }],
  ['rotation in either branch', { EnableKeyRotation: IF(true, 'true') }],
  ['rotation of what may be another sort of key', { EnableKeyRotation: true, KeySpec: { Ref: 'Parameter' } }],
])('compliant: %s', (_, properties) => {
  expect(findings(rule, withKey(properties))).toEqual([]);
});

test.each<[string, object, string?]>([
  ['nothing said', {}],
  ['false', { EnableKeyRotation: false }],
  ['false in one branch', { EnableKeyRotation: IF(true, false) }, 'Condition is false'],
  ['a multi-Region key', { MultiRegion: true }],
])('violating: %s', (_, properties, words = '') => {
  expect(findings(rule, withKey(properties))).toEqual([{
    on: 'Key',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.EnableKeyRotation',
    message: `The key encrypts bucket Bucket and does not rotate.${when(words)}`,
  }]);
});

test('violating: a key for replicas', () => {
  expect(findings(rule, forReplicas({}))).toMatchObject([{ message: 'The key encrypts replicas of bucket Bucket and does not rotate.' }]);
});

test.each<[string, object, string]>([
  ['rotation from a parameter', { EnableKeyRotation: { Ref: 'Parameter' } }, 'parameter Parameter has no default'],
  ['what sort of key it is', { Origin: { Ref: 'Parameter' } }, 'it is not known whether it is a symmetric key with key material of AWS KMS'],
])('cannot tell: %s', (_, properties, reason) => {
  expect(findings(rule, withKey(properties))).toMatchObject([{ status: 'unknown', severity: 'info', message: expect.stringContaining(reason) }]);
});

test.each([
  ['an RSA key', withKey({ KeySpec: 'RSA_2048' })],
  ['an HMAC key', withKey({ KeySpec: 'HMAC_256', KeyUsage: 'GENERATE_VERIFY_MAC' })],
  ['imported key material', withKey({ Origin: 'EXTERNAL' })],
  ['a key store of CloudHSM', withKey({ Origin: 'AWS_CLOUDHSM' })],
  ['a key that no bucket uses', unused({})],
])('not applicable: %s', (_, template) => {
  expect(findings(rule, template)).toEqual([]);
});

test('not applicable: a replica, which rotates with its primary key', () => {
  expect(findings(rule, {
    Resources: {
      Replica: { Type: 'AWS::KMS::ReplicaKey', Properties: { PrimaryKeyArn: 'arn:aws:kms:us-east-1:111122223333:key/mrk-1234' } },
      Bucket: encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': ['Replica', 'Arn'] } } }),
    },
  })).toEqual([]);
});
