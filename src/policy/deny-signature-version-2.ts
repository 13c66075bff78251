import type { aws_iam as iam } from 'aws-cdk-lib';
import { bucketAndObjects, deny, NOT_AN_AWS_SERVICE } from './private/deny';

// docs/decisions/0002
/**
 * Denies requests signed with Signature Version 2, the only other signature that S3 accepts.
 *
 * Names what is denied instead of what is allowed: replication and Multi-Region Access Points send requests that lack
 * the condition key or carry Signature Version 4A, for which AWS documents no value.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/developerguide/bucket-policy-s3-sigv4-conditions.html
 */
export function denySignatureVersion2(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenySignatureVersion2',
    actions: ['s3:*'],
    resources: bucketAndObjects(bucketArn),
    conditions: { StringEquals: { 's3:signatureversion': 'AWS' }, ...NOT_AN_AWS_SERVICE },
  });
}
