import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

/**
 * Denies uploads, and changes of encryption in place, that name another algorithm than the bucket's default.
 *
 * A request that names none passes: default encryption serves it. Replicas are left alone, because they keep the
 * algorithm of their source.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export function denyOtherEncryptionAlgorithms(bucketArn: string, algorithm: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyOtherEncryptionAlgorithms',
    actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
    resources: [objects(bucketArn)],
    conditions: {
      // A negated operator alone, with or without IfExists, would also match requests that lack the header.
      Null: { 's3:x-amz-server-side-encryption': 'false' },
      StringNotEquals: { 's3:x-amz-server-side-encryption': algorithm },
    },
  });
}
