import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

/**
 * Denies uploads without a key that the customer provides (SSE-C).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html#ssec-require-condition-key
 */
export function denyMissingCustomerProvidedKey(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyMissingCustomerProvidedKey',
    actions: ['s3:PutObject'],
    resources: [objects(bucketArn)],
    conditions: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'true' } },
  });
}
