import { anyBucketArn, bucketArns } from './s3-buckets';
import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { BucketLogsOptions } from '../log-source-options';
import { folderOf } from '../private/keys';
import { ownerOf } from '../private/source-place';

export const S3_INVENTORY: LogProducer = {
  title: 'S3 Inventory reports',
  id: 'S3Inventory',
  writer: 's3.amazonaws.com',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  bucketActions: [],
  keyActions: ['kms:GenerateDataKey'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: false,
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html',
};

/** Reports go below the prefix and the name of their bucket. */
export function s3Inventory({ buckets = [], prefix, account }: BucketLogsOptions): Bind {
  return (place) => {
    const owner = ownerOf(place, account);
    const anySourceArns = [anyBucketArn(place)];
    const named = buckets.length === 0 ? undefined : bucketArns(place, buckets);
    return {
      owner,
      services: [S3_INVENTORY.writer],
      keys: [{ prefix: folderOf(place.path, prefix), folder: '' }],
      accounts: [owner],
      sourceArns: named ?? anySourceArns,
      anySourceArns,
    };
  };
}
