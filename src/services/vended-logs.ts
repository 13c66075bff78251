import { LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** What services have in common that deliver through CloudWatch Logs (vended logs). */
export const VENDED_LOGS = {
  principal: 'delivery.logs.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY_BY_AWS,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  bucketActions: ['s3:GetBucketAcl'],
  // Without it there are errors in CloudTrail, although logs arrive.
  optionalBucketActions: ['s3:ListBucket'],
  keyPolicyActions: ['kms:Decrypt', 'kms:DescribeKey', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
  keyActions: ['kms:GenerateDataKey', 'kms:Decrypt'],
  ownerFullControl: true,
  folder: 'AWSLogs/<account>/',
  sourceArn: 'arn:<partition>:logs:<region>:<account>:<any>',
  sourceConditions: ['aws:SourceAccount', 'aws:SourceArn'],
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
} as const satisfies Partial<LogService>;
