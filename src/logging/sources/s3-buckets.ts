import { aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { LogPlace } from '../log-producer';

/**
 * ARNs of buckets, for the policy of the bucket to which they deliver; nothing if one of them cannot be named there.
 *
 * Their buckets refer to the bucket that gets the logs. Within one stack that is no circle, because a policy is a
 * resource of its own; between stacks it is one, so that there only names that are written out will do.
 */
export function bucketArns({ stack }: LogPlace, buckets: readonly s3.IBucket[]): string[] | undefined {
  const arns = buckets.map((bucket) => bucketArn(stack, bucket));
  return arns.includes(undefined) ? undefined : arns as string[];
}

function bucketArn(stack: Stack, bucket: s3.IBucket): string | undefined {
  const resource = bucket.node.defaultChild;
  if (!(resource instanceof s3.CfnBucket)) { return bucket.bucketArn; }
  const name = resource.bucketName;
  if (name !== undefined && !Token.isUnresolved(name)) { return stack.formatArn({ service: 's3', region: '', account: '', resource: name }); }
  return Stack.of(bucket) === stack ? resource.attrArn : undefined;
}

/** Any bucket at all: an ARN of a bucket does not tell its account. */
export function anyBucketArn({ stack }: LogPlace): string {
  return stack.formatArn({ service: 's3', region: '', account: '', resource: '*' });
}
