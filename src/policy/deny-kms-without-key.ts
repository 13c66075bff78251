import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

/**
 * Denies uploads that ask for KMS encryption by name but name no key.
 *
 * S3 encrypts these with the AWS managed key `aws/s3`, not with the key of the bucket's default encryption.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html
 */
export function denyKmsWithoutKey(bucketArn: string, algorithm: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyKmsWithoutKey',
    actions: ['s3:PutObject'],
    resources: [objects(bucketArn)],
    conditions: {
      StringEquals: { 's3:x-amz-server-side-encryption': algorithm },
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' },
    },
  });
}
