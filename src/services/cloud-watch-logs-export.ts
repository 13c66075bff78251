import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** An export task is a call, never a resource of a template. */
export const CLOUDWATCH_LOGS_EXPORT: LogService = {
  title: 'CloudWatch Logs exports',
  id: 'CloudWatchLogsExport',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/S3ExportTasks.html', read: '2026-11-21' },
  principal: 'logs.<region>.<dns-suffix>',
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  dsseRefused: 'CloudWatch Logs cannot export to buckets with DSSE-KMS',
  bucketActions: ['s3:GetBucketAcl'],
  keyPolicyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  ownerFullControl: true,
  folder: '',
  objectKey: '<prefix><any>',
  sourceArn: 'arn:<partition>:logs:<region>:<account>:log-group:<name>',
  sourceConditions: ['aws:SourceAccount', 'aws:SourceArn'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  resources: [],
};
