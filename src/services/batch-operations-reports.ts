import { LogEncryption, LogPermission, type LogService, ObjectLockObstacle } from './log-service';

/** A job is a call, never a resource of a template. */
export const BATCH_OPERATIONS_REPORTS: LogService = {
  title: 'S3 Batch Operations completion reports',
  id: 'BatchOperationsReports',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html', read: '2026-11-21' },
  principal: 'batchoperations.s3.amazonaws.com',
  writer: 'the role of the job',
  permission: LogPermission.ROLE,
  encryption: LogEncryption.SSE_S3,
  kmsRefused: 'S3 always encrypts them with SSE-S3',
  bucketActions: [],
  keyPolicyActions: [],
  keyActions: [],
  folder: '',
  objectKey: '<prefix>job-<any>',
  sourceConditions: [],
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: false,
  resources: [],
  calls: [{ operation: 'createJob', within: ['Report'], bucket: 'Bucket', enabled: 'Enabled' }],
};
