import { type interfaces, Stack, Token } from 'aws-cdk-lib';
import { bucketResource } from '../../policy';
import type { LogPlace } from '../log-producer';

// docs/decisions/0012
/**
 * ARNs of buckets, for the policy of the bucket to which they deliver; nothing if one of them cannot be named there.
 *
 * Their buckets refer to the bucket that gets the logs. Within one stack that is no circle, because a policy is a
 * resource of its own; between stacks it is one, so that there only names that are written out will do.
 */
export function bucketArns({ stack }: LogPlace, buckets: readonly interfaces.aws_s3.IBucketRef[]): string[] | undefined {
  const arns = buckets.map((bucket) => bucketArn(stack, bucket));
  return arns.includes(undefined) ? undefined : arns as string[];
}

function bucketArn(stack: Stack, bucket: interfaces.aws_s3.IBucketRef): string | undefined {
  const resource = bucketResource(bucket);
  if (!resource) { return bucket.bucketRef.bucketArn; }
  const name = resource.bucketName;
  if (name !== undefined && !Token.isUnresolved(name)) { return stack.formatArn({ service: 's3', region: '', account: '', resource: name }); }
  return Stack.of(bucket) === stack ? resource.attrArn : undefined;
}

/** Any bucket at all: an ARN of a bucket does not tell its account. */
export function anyBucketArn({ stack }: LogPlace): string {
  return stack.formatArn({ service: 's3', region: '', account: '', resource: '*' });
}
