import { type Bind, LogEncryption, type LogProducer, ObjectLockObstacle } from '../log-producer';
import type { BatchOperationsReportsOptions } from '../log-source-options';
import { folderOf } from '../private/keys';

export const BATCH_OPERATIONS_REPORTS: LogProducer = {
  title: 'completion reports of S3 Batch Operations',
  id: 'BatchOperationsReports',
  writer: 'the role of the job',
  encryption: LogEncryption.SSE_S3,
  kmsRefused: 'S3 always encrypts them with SSE-S3',
  bucketActions: [],
  keyActions: [],
  ownerFullControl: false,
  objectLock: ObjectLockObstacle.NONE,
  checksBucket: false,
  page: 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html',
};

export function batchOperationsReports({ role, prefix }: BatchOperationsReportsOptions): Bind {
  return (place) => ({
    owner: role.env.account,
    services: [],
    role,
    keys: [{ prefix: folderOf(place.path, prefix), folder: '' }],
    accounts: [],
    sourceArns: [],
    anySourceArns: [],
  });
}
