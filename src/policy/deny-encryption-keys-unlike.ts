import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

/**
 * Denies uploads, and changes of encryption in place, with KMS keys whose ARNs match none of some patterns.
 *
 * An upload with SSE-S3 passes. `denyOtherEncryptionKeys` is the same for keys that are known one by one.
 *
 * @param patterns ARNs of keys, or patterns of such
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function denyEncryptionKeysUnlike(bucketArn: string, patterns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyOtherEncryptionKeys',
    actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
    resources: [objects(bucketArn)],
    conditions: {
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      // Compared as text: ArnNotLike does not match what is no ARN, so a bare key ID would pass.
      StringNotLike: { 's3:x-amz-server-side-encryption-aws-kms-key-id': patterns.length === 1 ? patterns[0] : patterns },
    },
  });
}
