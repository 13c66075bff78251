import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';
import { folderBeforeAccount } from '../private/keys';
import { sourcePlace } from '../private/source-place';

export const CONFIG: LogProducer = {
  title: 'AWS Config history and snapshots',
  id: 'Config',
  writer: 'config.amazonaws.com',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  bucketActions: ['s3:GetBucketAcl', 's3:ListBucket'],
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.DEFAULT_RETENTION,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html',
};

/** AWS documents the account as the only condition. */
export function config(options: LogSourceOptions): Bind {
  return (place) => {
    const { account } = sourcePlace(place, options);
    return {
      owner: account,
      services: [CONFIG.writer],
      keys: [{ prefix: folderBeforeAccount(place.path, options.prefix), folder: `AWSLogs/${account}/Config/` }],
      accounts: [account],
      sourceArns: [],
      anySourceArns: [],
    };
  };
}
