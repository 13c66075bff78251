import type { aws_iam as iam } from 'aws-cdk-lib';
import { bucketAndObjects, deny } from './private/deny';

/**
 * Denies requests over plain HTTP, in AWS's baseline form: Security Hub S3.5, AWS Config and others look for it.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS
 */
export function denyInsecureTransport(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyInsecureTransport',
    actions: ['s3:*'],
    resources: bucketAndObjects(bucketArn),
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
