import { vectorIndexNotWeaker as rule } from '../../../../src/validation/rules/bucket-kinds/vector-index-not-weaker';
import { type Declared, KEY_ARN, templateOf, vectorBucket, vectorIndex } from '../bucket-kinds-support';
import { findings } from '../support';

const KMS: Declared = { algorithm: 'aws:kms', key: KEY_ARN };
const SSE_S3: Declared = { algorithm: 'AES256' };

const found = (bucket: Declared, index: Declared, more: object = {}) => findings(rule, templateOf({
  Key: { Type: 'AWS::KMS::Key', Properties: {} },
  Bucket: vectorBucket(bucket, { VectorBucketName: 'vectors' }),
  Index: vectorIndex(index, { ...more }),
}));

test.each([
  ['SSE-KMS in both', KMS, KMS],
  ['a stronger index', SSE_S3, KMS],
  ['SSE-S3 in both', SSE_S3, SSE_S3],
  ['SSE-S3 in both, by default', {}, SSE_S3],
])('compliant: %s', (_, bucket, index) => {
  expect(found(bucket, index)).toEqual([]);
});

test.each([
  ['the ARN of its bucket', {}],
  ['Ref, which is the ARN too', { VectorBucketArn: { Ref: 'Bucket' } }],
  ['the name of its bucket', { VectorBucketArn: { Ref: 'AWS::NoValue' }, VectorBucketName: 'vectors' }],
])('violating: SSE-S3 in a bucket with SSE-KMS, named by %s', (_, more) => {
  expect(found(KMS, SSE_S3, more)).toEqual([{
    on: 'Index',
    status: 'violation',
    severity: 'warning',
    property: 'Properties.EncryptionConfiguration.SseType',
    message: 'The vector index encrypts with SSE-S3, and its bucket Bucket with SSE-KMS.',
  }]);
});

test.each([
  ['the index', KMS, { algorithm: { Ref: 'Parameter' } }],
  ['the bucket', { algorithm: { Ref: 'Parameter' } }, SSE_S3],
])('cannot tell: the encryption of %s is a parameter', (_, bucket, index) => {
  expect(found(bucket, index)).toMatchObject([{
    status: 'unknown', severity: 'info', message: expect.stringMatching(/^It cannot be determined whether .+: parameter Parameter has no default\.$/),
  }]);
});

test.each([
  ['an index that has the encryption of its bucket', found(KMS, {})],
  ['an index in a bucket that is not in the app', found(KMS, SSE_S3, { VectorBucketArn: 'arn:aws:s3vectors:eu-west-1:111122223333:bucket/elsewhere' })],
])('not applicable: %s', (_, findingsOfIt) => {
  expect(findingsOfIt).toEqual([]);
});
