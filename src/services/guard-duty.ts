import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** The folder of an administrator's export holds findings of its members. */
export const GUARDDUTY: LogService = {
  title: 'GuardDuty findings',
  id: 'GuardDutyFindings',
  documentedAt: { url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html', read: '2026-11-21' },
  principal: 'guardduty.amazonaws.com',
  principalInOptInRegions: 'guardduty.<region>.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.CUSTOMER_MANAGED_KEY,
  dsseRefused: 'GuardDuty requests SSE-KMS, which a bucket with DSSE-KMS denies',
  configuresKey: true,
  bucketActions: ['s3:GetBucketLocation'],
  keyPolicyActions: ['kms:GenerateDataKey'],
  keyActions: ['kms:GenerateDataKey'],
  folder: '',
  objectKey: '<prefix>AWSLogs/<account>/GuardDuty/<region>/2026/01/01/<any>',
  sourceArn: 'arn:<partition>:guardduty:<region>:<account>:detector/<name>',
  sourceConditions: ['aws:SourceAccount', 'aws:SourceArn'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: true,
  resources: [{
    type: 'AWS::GuardDuty::PublishingDestination',
    within: ['DestinationProperties'],
    bucket: ['DestinationArn'],
    kmsKey: ['KmsKeyArn'],
    sourceName: ['DetectorId'],
    only: { property: ['DestinationType'], value: 'S3', otherwise: 'S3' },
  }],
};
