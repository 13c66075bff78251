import { RemovalPolicy } from 'aws-cdk-lib';

/**
 * What becomes of a bucket whose removal policy is not chosen: it is retained.
 *
 * If a deployment that creates the bucket is rolled back, a bucket with a name would stop the next try, which could not
 * create it again. CloudFormation deletes it then; S3 does not let it delete a bucket that has objects.
 */
export function retainedByDefault(bucket: { readonly bucketName?: string; readonly bucketNamePrefix?: string }): RemovalPolicy {
  const named = bucket.bucketName !== undefined || bucket.bucketNamePrefix !== undefined;
  return named ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.RETAIN;
}
