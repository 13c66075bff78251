import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';
import { type BucketKind, resourcesOfKind } from '../encryption/internal';

/**
 * Denies requests over plain HTTP to a directory, table or vector bucket.
 *
 * `s3:*` matches no action of these services. Of table and vector buckets, the bucket alone would leave out what is in it, and
 * what is in it would leave out the bucket.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3tables.html
 */
export function denyInsecureTransportToKind(kind: BucketKind, bucketArn: string): iam.PolicyStatement {
  return deny({
    sid: 'DenyInsecureTransport',
    actions: [`${kind.service}:*`],
    resources: resourcesOfKind(kind, bucketArn),
    conditions: { Bool: { 'aws:SecureTransport': 'false' } },
  });
}
