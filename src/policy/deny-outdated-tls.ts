import type { aws_iam as iam } from 'aws-cdk-lib';
import type { TlsVersion } from '../encryption';
import { bucketAndObjects, deny, NOT_AN_AWS_SERVICE } from './private/deny';

/**
 * Denies requests over a TLS version older than a given one.
 *
 * Plain HTTP has no TLS version and passes: always stands beside `denyInsecureTransport`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html#example-bucket-policies-HTTP-HTTPS
 */
export function denyOutdatedTls(bucketArn: string, minimum: TlsVersion): iam.PolicyStatement {
  return deny({
    sid: 'DenyOutdatedTls',
    actions: ['s3:*'],
    resources: bucketAndObjects(bucketArn),
    conditions: { NumericLessThan: { 's3:TlsVersion': minimum }, ...NOT_AN_AWS_SERVICE },
  });
}
