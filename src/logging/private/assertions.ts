import { type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { refusal } from '../../cdk';
import { type LogService, ObjectLockObstacle } from '../../services';
import { otherTarget, targetEncryption, whyRefused } from '../target-encryption';

/**
 * Refuses a producer that is known to be unable to write to a bucket.
 *
 * @throws if the default encryption, Object Lock or the name of the bucket is in its way
 */
export function assertCanDeliver(service: LogService, bucket: s3.CfnBucket, path: string): void {
  assertEncryption(service, bucket, path);
  assertObjectLock(service, bucket, path);
  assertName(service, bucket, path);
}

function assertEncryption(service: LogService, bucket: s3.CfnBucket, path: string): void {
  const encryption = targetEncryption(bucket);
  const reason = encryption === undefined ? undefined : whyRefused(service, encryption);
  if (reason === undefined) { return; }
  throw refusal(path, `${service.title} cannot be delivered to a bucket that encrypts by default with ${encryption}: ${reason}`, otherTarget(service));
}

function assertObjectLock({ title, objectLock }: LogService, bucket: s3.CfnBucket, path: string): void {
  const retention = bucket.objectLockConfiguration !== undefined;
  const locked = retention || (bucket.objectLockEnabled !== undefined && bucket.objectLockEnabled !== false);
  const obstructed = objectLock === ObjectLockObstacle.ANY ? locked : objectLock === ObjectLockObstacle.DEFAULT_RETENTION && retention;
  if (!obstructed) { return; }
  throw refusal(path, `${title} cannot be delivered to a bucket with ${retention ? 'a default retention of Object Lock' : 'Object Lock'}`,
    'give them a bucket without it; where they must not be deleted, replicate them to a bucket with Object Lock');
}

function assertName({ title, bucketNamePrefix }: LogService, bucket: s3.CfnBucket, path: string): void {
  if (bucketNamePrefix === undefined) { return; }
  // The L2 gives a token also where there is no name.
  const name = Stack.of(bucket).resolve(bucket.bucketName ?? bucket.bucketNamePrefix) as unknown;
  if (name !== undefined && (typeof name !== 'string' || name.startsWith(bucketNamePrefix))) { return; }
  throw refusal(path,
    `${title} are delivered only to buckets whose name begins with ${bucketNamePrefix}, `
    + `and this one ${name === undefined ? 'is named by CloudFormation' : `is named ${name}`}`,
    `set bucketName to a name that begins with ${bucketNamePrefix}`);
}
