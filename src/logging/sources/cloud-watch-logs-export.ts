import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { CloudWatchLogsExportOptions } from '../log-source-options';
import { cloudWatchLogsPrincipal } from '../private/cloud-watch-logs-principal';
import { folderOf } from '../private/keys';
import { assertNames, sourcePlace } from '../private/source-place';

export const CLOUDWATCH_LOGS_EXPORT: LogProducer = {
  title: 'exports of CloudWatch Logs',
  id: 'CloudWatchLogsExport',
  writer: 'logs.<region>.<DNS suffix>',
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_KEY,
  dsseRefused: 'CloudWatch Logs cannot export to buckets with DSSE-KMS',
  bucketActions: ['s3:GetBucketAcl'],
  keyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  ownerFullControl: true,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  page: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html',
};

export function cloudWatchLogsExport({ logGroupNames = [], ...options }: CloudWatchLogsExportOptions): Bind {
  return (place) => {
    assertNames(place, 'logGroupNames', logGroupNames);
    const { account, region, partition } = sourcePlace(place, options);
    const logGroup = (name: string) => `arn:${partition}:logs:${region}:${account}:log-group:${name}`;
    return {
      owner: account,
      services: [cloudWatchLogsPrincipal(place.stack, region)],
      keys: [{ prefix: folderOf(place.path, options.prefix), folder: '' }],
      accounts: [account],
      sourceArns: logGroupNames.length === 0 ? [logGroup('*')] : logGroupNames.map((name) => logGroup(`${name}:*`)),
      anySourceArns: [logGroup('*')],
    };
  };
}
