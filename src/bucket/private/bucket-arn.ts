import { Aws, type aws_s3 as s3, Token } from 'aws-cdk-lib';
import { bucketResource, resourceOf } from '../../cdk';
import { bucketArnOf } from '../../encryption/internal';

/**
 * The ARN of a bucket of the app, which reaches every stack, Region and account: the attribute of the resource where
 * the bucket has no name of its own.
 */
export function arnOf(bucket: s3.Bucket): string {
  const resource = resourceOf(bucket);
  return hasLiteralName(resource) ? bucket.bucketArn : resource.attrArn;
}

/**
 * The ARN of a bucket without a reference to it, for policies that the bucket itself waits for; none where
 * CloudFormation makes up the name.
 */
export function literalArnOf(bucket: s3.IBucket): string | undefined {
  const name = bucketResource(bucket)?.bucketName ?? bucket.bucketName;
  return Token.isUnresolved(name) ? undefined : bucketArnOf(Aws.PARTITION, name);
}

function hasLiteralName({ bucketName }: s3.CfnBucket): boolean {
  return bucketName !== undefined && !Token.isUnresolved(bucketName);
}
