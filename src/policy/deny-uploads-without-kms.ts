import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, NOT_AN_AWS_SERVICE, objects } from './private/deny';

// docs/decisions/0100
/**
 * Denies uploads that S3 encrypts with no KMS key.
 *
 * S3 fills in the condition key from the default encryption of the bucket too. Log deliveries by AWS services are exempt, because
 * most of them need SSE-S3.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function denyUploadsWithoutKms(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyUploadsWithoutKms',
    actions: ['s3:PutObject'],
    resources: [objects(bucketArn)],
    conditions: { Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'true' }, ...NOT_AN_AWS_SERVICE },
  });
}
