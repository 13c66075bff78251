import { AppliedEncryption, type DashboardBucket, EncryptionDashboard, KmsMetrics, KmsOperation, SseAlgorithm, UploadMetrics } from '../../src';
import { aStack, deployed } from '../support/stacks';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012';
const { SSE_S3, SSE_KMS, DSSE_KMS } = SseAlgorithm;

function shown(bucket: Omit<DashboardBucket, 'bucketName'>): string {
  const stack = aStack();
  new EncryptionDashboard(stack, 'Dashboard').addBuckets({ bucketName: 'data', ...bucket });
  return JSON.stringify(deployed(stack).Resources);
}

test.each<[Omit<DashboardBucket, 'bucketName'>, string]>([
  [{}, 'not known to the template'],
  [{ algorithm: SSE_S3 }, 'SSE-S3'],
  [{ algorithm: SSE_KMS }, 'SSE-KMS'],
  [{ algorithm: SSE_KMS, customerManagedKey: false }, 'SSE-KMS with the AWS managed key aws/s3'],
  [{ algorithm: SSE_KMS, customerManagedKey: true, bucketKeyEnabled: true }, 'SSE-KMS with a customer managed key, with an S3 Bucket Key'],
  [{ algorithm: SSE_KMS, keyArn: KEY_ARN, bucketKeyEnabled: false }, 'SSE-KMS with a customer managed key'],
  [{ algorithm: DSSE_KMS, keyArn: KEY_ARN, customerManagedKey: true }, 'DSSE-KMS with a customer managed key'],
])('a bucket with %j is shown with %j', (bucket, words) => {
  expect(shown(bucket)).toContain(`data | ${words} | `);
});

test('text that is no algorithm is refused', () => {
  expect(() => shown({ algorithm: 'SSE-KMS' as SseAlgorithm })).toThrow(/algorithm cannot be "SSE-KMS"\. Fix: use one of AES256, aws:kms, aws:kms:dsse\.$/);
});

test.each(Object.values(AppliedEncryption))('there is a metric of uploads with %s', (applied) => {
  expect(UploadMetrics.uploads('data', applied).dimensions).toEqual({ BucketName: 'data', SSEApplied: applied });
});

test('what CloudTrail does not say has no metric', () => {
  expect(() => UploadMetrics.uploads('data', 'SSE-KMS' as AppliedEncryption)).toThrow(/^UploadMetrics\.uploads: applied cannot be "SSE-KMS"\. Fix: use one of Default_SSE_S3, /);
});

test('what AWS KMS is not asked for has no metric', () => {
  expect(KmsMetrics.requestsWithKey(KEY_ARN, KmsOperation.ENCRYPT).dimensions).toEqual({ KeyArn: KEY_ARN, Operation: 'Encrypt' });
  expect(() => KmsMetrics.requestsWithKey(KEY_ARN, 'kms:Decrypt' as KmsOperation)).toThrow(/^KmsMetrics\.requestsWithKey: operation cannot be "kms:Decrypt"\. Fix: use one of /);
});
