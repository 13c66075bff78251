import { bucketKeyEnabled as rule } from '../../../../src/validation/rules/default-encryption/bucket-key-enabled';
import { bucket, CONDITIONS, encrypted, findings, IF, PARAMETERS, when } from '../support';

const kms = (BucketKeyEnabled?: unknown) => encrypted({ BucketKeyEnabled, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } });
const check = (Bucket: object) => findings(rule, { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources: { Bucket } });

test.each([
  ['true', kms(true)],
  ['true as text', kms('true')],
  ['true whatever the algorithm turns out to be', encrypted({ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } })],
])('compliant: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});

test.each<[string, object, string?]>([
  ['absent', kms()],
  ['false', kms(false)],
  ['false in one branch of a condition', kms(IF(true, false)), 'Condition is false'],
])('violating: %s', (_, Bucket, words = '') => {
  expect(check(Bucket)).toEqual([{
    on: 'Bucket',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0.BucketKeyEnabled',
    message: `The bucket encrypts with SSE-KMS and has no S3 Bucket Key.${when(words)}`,
  }]);
});

test.each([
  ['a Bucket Key from a parameter', kms({ Ref: 'Parameter' }), 'parameter Parameter has no default'],
  ['an algorithm from a parameter', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: { Ref: 'Parameter' } } }), 'parameter Parameter has no default'],
])('cannot tell: %s', (_, Bucket, reason) => {
  expect(check(Bucket)).toMatchObject([{
    status: 'unknown', severity: 'info', message: `It cannot be determined whether the bucket uses SSE-KMS without an S3 Bucket Key: ${reason}.`,
  }]);
});

test.each([
  ['SSE-S3', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } })],
  ['DSSE-KMS, which knows no Bucket Keys', encrypted({ ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } })],
  ['nothing declared', bucket()],
])('not applicable: %s', (_, Bucket) => {
  expect(check(Bucket)).toEqual([]);
});
