import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';
import { folderBeforeAccount } from '../private/keys';
import { type SourcePlace, sourcePlace } from '../private/source-place';

/** What services have in common that deliver through CloudWatch Logs. */
export const VENDED_LOGS = {
  writer: 'delivery.logs.amazonaws.com',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  // Without the second there are errors in CloudTrail, although logs arrive.
  bucketActions: ['s3:GetBucketAcl', 's3:ListBucket'],
  keyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
} as const satisfies Partial<LogProducer>;

/** How the delivery of one service differs from others. */
export interface VendedLogsPlace {
  /** The folders of an account, behind the prefix. */
  readonly folders?: (account: string) => string[];
  /** The last part of the ARN of its deliveries. */
  readonly deliveries?: string;
  /** The only Region from which it delivers. */
  readonly onlyRegion?: string;
}

export function vendedLogs(options: LogSourceOptions, { folders, deliveries = '*', onlyRegion }: VendedLogsPlace = {}): Bind {
  return (place) => {
    const source: SourcePlace = sourcePlace(place, { ...options, region: options.region ?? onlyRegion });
    const prefix = folderBeforeAccount(place.path, options.prefix);
    const sourceArns = [`arn:${source.partition}:logs:${source.region}:${source.account}:${deliveries}`];
    return {
      owner: source.account,
      services: [VENDED_LOGS.writer],
      keys: (folders?.(source.account) ?? [`AWSLogs/${source.account}/`]).map((folder) => ({ prefix, folder })),
      accounts: [source.account],
      sourceArns,
      anySourceArns: sourceArns,
    };
  };
}
