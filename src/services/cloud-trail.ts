import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';
import { NamedEncryption } from './named-encryption';

/** The ARN of a trail tells its account; AWS documents no other condition. */
export const CLOUDTRAIL: LogService = {
  title: 'CloudTrail logs',
  id: 'CloudTrailLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-s3-bucket-policy-for-cloudtrail.html', read: '2026-11-21' },
  principal: 'cloudtrail.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY,
  configuresKey: true,
  withoutKey: NamedEncryption.SSE_S3,
  mayIgnoreDefault: true,
  bucketActions: ['s3:GetBucketAcl'],
  keyPolicyActions: ['kms:DescribeKey', 'kms:GenerateDataKey*'],
  keyActions: ['kms:GenerateDataKey', 'kms:DescribeKey', 'kms:Decrypt'],
  encryptionContext: { 'aws:cloudtrail:arn': '<source>' },
  ownerFullControl: true,
  folder: 'AWSLogs/<account>/',
  objectKey: '<prefix>AWSLogs/<account>/CloudTrail/<region>/2026/01/01/<any>',
  sourceArn: 'arn:<partition>:cloudtrail:<region>:<account>:trail/<name>',
  sourceIsResource: true,
  sourceConditions: ['aws:SourceArn'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  resources: [{ type: 'AWS::CloudTrail::Trail', bucket: ['S3BucketName'], prefix: ['S3KeyPrefix'], kmsKey: ['KMSKeyId'] }],
};
