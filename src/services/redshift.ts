import { LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** AWS documents no condition: what stops other accounts is that the keys of logs tell whose they are. */
export const REDSHIFT: LogService = {
  title: 'Amazon Redshift audit logs',
  id: 'RedshiftAuditLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/redshift/latest/mgmt/db-auditing.html', read: '2026-11-21' },
  principal: 'redshift.amazonaws.com',
  principalInOptInRegions: 'redshift.<region>.amazonaws.com',
  permission: LogPermission.BUCKET_POLICY,
  encryption: LogEncryption.SSE_S3,
  bucketActions: ['s3:GetBucketAcl'],
  keyPolicyActions: [],
  keyActions: [],
  folder: 'AWSLogs/<account>/',
  objectKey: '<prefix>AWSLogs/<account>/redshift/<region>/2026/01/01/<account>_redshift_<region>_<name>_userlog_2026-01-01T00:00.gz',
  sourceConditions: [],
  serviceFolder: 'redshift',
  objectLock: ObjectLockObstacle.ANY,
  checksBucket: true,
  resources: [{
    type: 'AWS::Redshift::Cluster',
    within: ['LoggingProperties'],
    bucket: ['BucketName'],
    prefix: ['S3KeyPrefix'],
    only: { property: ['LoggingProperties', 'LogDestinationType'], value: 's3', otherwise: 's3' },
  }],
};
