import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

// docs/decisions/0005
/**
 * Denies uploads, and replicas, with customer-provided keys (SSE-C).
 *
 * Holds where the bucket's own block of SSE-C does not: in Regions that do not offer it, and after somebody lifted it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html#ssec-require-condition-key
 */
export function denyCustomerProvidedKeys(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyCustomerProvidedKeys',
    actions: ['s3:PutObject', 's3:ReplicateObject'],
    resources: [objects(bucketArn)],
    conditions: { Null: { 's3:x-amz-server-side-encryption-customer-algorithm': 'false' } },
  });
}
