import { kmsKeyEnabled as rule } from '../../../../src/validation/rules/keys/kms-key-enabled';
import { findings, IF, when } from '../support';
import { forReplicas, unused, withKey } from './support';

test.each([['nothing said', {}], ['true', { Enabled: true }], ['true as text', { Enabled: 'true' }]])('compliant: %s', (_, properties) => {
  expect(findings(rule, withKey(properties))).toEqual([]);
});

test.each<[string, unknown, string?]>([
  ['false', false],
  ['false as text', 'false'],
  ['false in one branch', IF(true, false), 'Condition is false'],
])('violating: %s', (_, Enabled, words = '') => {
  expect(findings(rule, withKey({ Enabled }))).toEqual([{
    on: 'Key', status: 'violation', severity: 'error', property: 'Properties.Enabled', message: `The key is disabled, and encrypts bucket Bucket.${when(words)}`,
  }]);
});

test('violating: a disabled key for replicas', () => {
  expect(findings(rule, forReplicas({ Enabled: false }))).toMatchObject([{ message: 'The key is disabled, and encrypts replicas of bucket Bucket.' }]);
});

test('violating: a disabled key of another stack', () => {
  const keys = {
    Resources: { Key: { Type: 'AWS::KMS::Key', Properties: { Enabled: false } } },
    Outputs: { KeyArn: { Value: { 'Fn::GetAtt': ['Key', 'Arn'] }, Export: { Name: 'KeyArn' } } },
  };
  const { Resources: { Bucket } } = withKey({}, {
    encryption: { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::ImportValue': 'KeyArn' } } },
  });
  expect(findings(rule, { Resources: { Bucket } }, keys)).toMatchObject([{ on: 'Key', status: 'violation' }]);
});

test('cannot tell: from a parameter', () => {
  expect(findings(rule, withKey({ Enabled: { Ref: 'Parameter' } }))).toMatchObject([{
    status: 'unknown',
    severity: 'warning',
    message: 'It cannot be determined whether the key, which encrypts bucket Bucket, is enabled: parameter Parameter has no default.',
  }]);
});

test('not applicable: a key that no bucket uses', () => {
  expect(findings(rule, unused({ Enabled: false }))).toEqual([]);
});
