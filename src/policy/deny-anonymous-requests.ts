import type { aws_iam as iam } from 'aws-cdk-lib';
import { bucketAndObjects, deny } from './private/deny';

/**
 * Denies requests without any signature.
 *
 * A public access block does not: a policy that is confined to an address or a VPC endpoint is not public to it, and
 * may still let anonymous requests in.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
 */
export function denyAnonymousRequests(bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyAnonymousRequests',
    actions: ['s3:*'],
    resources: bucketAndObjects(bucketArn),
    conditions: { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } },
  });
}
