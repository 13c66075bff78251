import { LogConfinement, LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** Keys begin with the prefix as it is, in the simple format as in the partitioned ones. */
export const S3_ACCESS_LOGS: LogService = {
  title: 'S3 server access logs',
  id: 'S3AccessLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/enable-server-access-logging.html', read: '2026-11-21' },
  principal: 'logging.s3.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY_OR_ACL,
  encryption: LogEncryption.SSE_S3,
  namesNoEncryption: true,
  bucketActions: [],
  keyPolicyActions: [],
  keyActions: [],
  folder: '',
  objectKey: '<prefix>2026-01-01-00-00-00-0123456789ABCDEF',
  prefixAsIs: true,
  sourceArn: 'arn:<partition>:s3:::<name>',
  sourceIsResource: true,
  sourceConditions: ['aws:SourceAccount', 'aws:SourceArn'],
  confinement: LogConfinement.SOURCE_CONDITION,
  objectLock: ObjectLockObstacle.ANY,
  checksBucket: false,
  resources: [{
    type: 'AWS::S3::Bucket',
    within: ['LoggingConfiguration'],
    bucket: ['DestinationBucketName'],
    toItself: true,
    prefix: ['LogFilePrefix'],
    variant: {
      property: ['TargetObjectKeyFormat', 'PartitionedPrefix'],
      objectKey: '<prefix><account>/<region>/<name>/2026/01/01/2026-01-01-00-00-00-0123456789ABCDEF',
    },
  }],
};
