import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { Conditions } from '../../policy';

/** That S3 acts for the account of a bucket, and for the bucket itself where its ARN can be named. */
export function sourceConditions(bucket: s3.IBucket, arn: string | undefined): Conditions {
  return {
    StringEquals: { 'aws:SourceAccount': bucket.env.account },
    ...(arn === undefined ? {} : { ArnLike: { 'aws:SourceArn': arn } }),
  };
}
