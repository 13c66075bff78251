import { bucketKeyNotApplicable as rule } from '../../../../src/validation/rules/default-encryption/bucket-key-not-applicable';
import { bucket, CONDITIONS, encrypted, findings, IF, merging, PARAMETERS, when } from '../support';

const by = (SSEAlgorithm: unknown, BucketKeyEnabled?: unknown) => encrypted({ BucketKeyEnabled, ServerSideEncryptionByDefault: { SSEAlgorithm } });
const check = (Bucket: object) => findings(rule, {
  Parameters: { ...PARAMETERS, Other: { Type: 'String' } },
  Conditions: { ...CONDITIONS, Another: { 'Fn::Equals': [{ Ref: 'Other' }, 'yes'] } },
  Resources: { Bucket },
});
const SSE_S3 = 'has no effect with SSE-S3';
const DSSE_KMS = 'DSSE-KMS does not support';

test.each([
  ['SSE-KMS with a Bucket Key', by('aws:kms', true)],
  ['SSE-S3 with none', by('AES256', false)],
  ['algorithm and Bucket Key chosen by one condition', by(IF('aws:kms', 'AES256'), IF(true, false))],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, object, string, string?]>([
  ['SSE-S3', by('AES256', true), SSE_S3],
  ['SSE-S3, true as text', by('AES256', 'true'), SSE_S3],
  ['SSE-S3 that is not declared', encrypted({ BucketKeyEnabled: true }), SSE_S3],
  ['DSSE-KMS', by('aws:kms:dsse', true), DSSE_KMS],
  ['DSSE-KMS in one branch', by(IF('aws:kms', 'aws:kms:dsse'), true), DSSE_KMS, 'Condition is false'],
  ['a Bucket Key of a condition of its own', by(IF('aws:kms', 'AES256'), { 'Fn::If': ['Another', false, true] }), SSE_S3, 'Condition is false and Another is false'],
])('violating: %s', (_, Bucket, why, words = '') => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled',
    message: `The bucket enables an S3 Bucket Key, which ${why}.${when(words)}`,
  }]);
});

test.each<[string, object, string]>([
  ['an algorithm from a parameter', by({ Ref: 'Parameter' }, true), 'parameter Parameter has no default'],
  ['a Bucket Key from a parameter', by('AES256', { Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['a Bucket Key of a condition of its own', by(IF('aws:kms', 'AES256'), { 'Fn::If': ['Another', false, true] }), 'both depend on the deployment'],
])('cannot tell: %s', (_, Bucket, reason) => {
  expect(merging(() => check(Bucket))).toMatchObject([{ status: 'unknown', severity: 'info', message: expect.stringContaining(reason) }]);
});

test('not applicable: nothing declared', () => {
  expect(check(bucket())).toEqual([]);
});
