import { type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { type LogProducer, ObjectLockObstacle } from '../log-producer';
import { otherTarget, targetEncryption, whyRefused } from '../target-encryption';

/**
 * Refuses a producer that is known to be unable to write to a bucket.
 *
 * @throws if the default encryption, Object Lock or the name of the bucket is in its way
 */
export function assertCanDeliver(kind: LogProducer, bucket: s3.CfnBucket, path: string): void {
  assertEncryption(kind, bucket, path);
  assertObjectLock(kind, bucket, path);
  assertName(kind, bucket, path);
}

function assertEncryption(kind: LogProducer, bucket: s3.CfnBucket, path: string): void {
  const encryption = targetEncryption(bucket);
  const reason = encryption === undefined ? undefined : whyRefused(kind, encryption);
  if (reason === undefined) { return; }
  throw new Error(`${path}: ${kind.title} cannot be delivered to a bucket that encrypts by default with ${encryption}: ${reason}. `
    + `Fix: ${otherTarget(kind)}.`);
}

function assertObjectLock({ title, objectLock }: LogProducer, bucket: s3.CfnBucket, path: string): void {
  const retention = bucket.objectLockConfiguration !== undefined;
  const locked = retention || (bucket.objectLockEnabled !== undefined && bucket.objectLockEnabled !== false);
  const obstructed = objectLock === ObjectLockObstacle.ANY ? locked : objectLock === ObjectLockObstacle.DEFAULT_RETENTION && retention;
  if (!obstructed) { return; }
  throw new Error(`${path}: ${title} cannot be delivered to a bucket with ${retention ? 'a default retention of Object Lock' : 'Object Lock'}. `
    + 'Fix: give them a bucket without it; where they must not be deleted, replicate them to a bucket with Object Lock.');
}

function assertName({ title, bucketNamePrefix }: LogProducer, bucket: s3.CfnBucket, path: string): void {
  if (bucketNamePrefix === undefined) { return; }
  // The L2 gives a token also where there is no name.
  const name = Stack.of(bucket).resolve(bucket.bucketName ?? bucket.bucketNamePrefix) as unknown;
  if (name !== undefined && (typeof name !== 'string' || name.startsWith(bucketNamePrefix))) { return; }
  throw new Error(`${path}: ${title} are delivered only to buckets whose name begins with ${bucketNamePrefix}, `
    + `and this one ${name === undefined ? 'is named by CloudFormation' : `is named ${name}`}. Fix: set bucketName to a name that begins with ${bucketNamePrefix}.`);
}
