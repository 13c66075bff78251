import type { interfaces } from 'aws-cdk-lib';
import { anyBucketArn, bucketArns } from './s3-buckets';
import { type Bind, LogEncryption, type LogPlace, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { BucketLogsOptions } from '../log-source-options';
import { assertPrefix } from '../private/keys';
import { ownerOf } from '../private/source-place';

export const S3_ACCESS_LOGS: LogProducer = {
  title: 'S3 server access logs',
  id: 'S3AccessLogs',
  writer: 'logging.s3.amazonaws.com',
  encryption: LogEncryption.SSE_S3,
  bucketActions: [],
  keyActions: [],
  ownerFullControl: false,
  objectLock: ObjectLockObstacle.ANY,
  checksBucket: false,
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html',
};

/** Keys begin with the prefix as it is, in the simple format as in the partitioned ones. */
export function s3AccessLogs({ buckets = [], prefix = '', account }: BucketLogsOptions): Bind {
  return (place) => {
    assertPrefix(place.path, prefix);
    assertNotItself(place, buckets);
    const owner = ownerOf(place, account);
    const anySourceArns = [anyBucketArn(place)];
    const named = buckets.length === 0 ? undefined : bucketArns(place, buckets);
    return {
      owner,
      services: [S3_ACCESS_LOGS.writer],
      keys: [{ prefix, folder: '' }],
      accounts: [owner],
      sourceArns: named ?? anySourceArns,
      anySourceArns,
    };
  };
}

function assertNotItself({ path }: LogPlace, buckets: readonly interfaces.aws_s3.IBucketRef[]): void {
  if (!buckets.some((bucket) => bucket.node.path === path)) { return; }
  throw new Error(`${path}: a bucket cannot deliver its access logs to itself: each delivery would make another log. `
    + 'Fix: deliver them to another LogBucket.');
}
