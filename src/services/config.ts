import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** AWS documents the account as the only condition. */
export const CONFIG: LogService = {
  title: 'AWS Config history and snapshots',
  id: 'Config',
  documentedAt: { url: 'https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy.html', read: '2026-11-21' },
  principal: 'config.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY_OR_ROLE,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  configuresKey: true,
  bucketActions: ['s3:GetBucketAcl'],
  optionalBucketActions: ['s3:ListBucket'],
  keyPolicyActions: ['kms:Decrypt', 'kms:GenerateDataKey'],
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  ownerFullControl: true,
  folder: 'AWSLogs/<account>/Config/',
  objectKey: '<prefix>AWSLogs/<account>/Config/<region>/2026/1/1/<any>',
  sourceArn: 'arn:<partition>:config:<region>:<account>:<any>',
  sourceConditions: ['aws:SourceAccount'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.DEFAULT_RETENTION,
  checksBucket: true,
  resources: [{ type: 'AWS::Config::DeliveryChannel', bucket: ['S3BucketName'], prefix: ['S3KeyPrefix'], kmsKey: ['S3KmsKeyArn'] }],
};
