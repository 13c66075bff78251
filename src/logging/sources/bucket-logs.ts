import { type interfaces, Stack, Token } from 'aws-cdk-lib';
import { bucketResource, refusal } from '../../cdk';
import { type LogService, S3_ACCESS_LOGS } from '../../services';
import type { BucketLogsOptions } from '../log-source-options';
import type { Bind, LogTarget } from '../log-writes';
import { accountLogs } from './account-logs';

/** What S3 writes on behalf of buckets. */
export function bucketLogs(service: LogService, { buckets = [], ...options }: BucketLogsOptions): Bind {
  const bind = accountLogs(service, options);
  return (target) => {
    if (service === S3_ACCESS_LOGS) { assertNotItself(target, buckets); }
    const writes = bind(target);
    const named = buckets.length === 0 ? undefined : bucketArns(target, buckets);
    return { ...writes, sourceArns: named ?? writes.anySourceArns };
  };
}

// docs/decisions/0012
/**
 * ARNs of buckets, for the policy of the bucket to which they deliver; nothing if one of them cannot be named there.
 *
 * Their buckets refer to the bucket that gets the logs. Within one stack that is no circle, because a policy is a
 * resource of its own; between stacks it is one, so that there only names that are written out will do.
 */
function bucketArns({ stack }: LogTarget, buckets: readonly interfaces.aws_s3.IBucketRef[]): string[] | undefined {
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

function assertNotItself({ path }: LogTarget, buckets: readonly interfaces.aws_s3.IBucketRef[]): void {
  if (!buckets.some((bucket) => bucket.node.path === path)) { return; }
  throw refusal(path, 'a bucket cannot deliver its access logs to itself: each delivery would create another log', 'deliver them to another LogBucket');
}
