import { aws_kms as kms, aws_logs as logs } from 'aws-cdk-lib';
import { IMPORTED_KEY } from './buckets';
import type { Specimens } from './places';
import {
  AlertTopic, AppliedEncryption, BatchJobAlerts, BucketChangeAlerts, EncryptedBucket, EncryptionDashboard, EncryptionMonitor, KeyChangeAlerts,
  KeyLifecycleAlerts, KeyUseAlarms, KmsQuotaAlarm, LogBucket, ObjectTrail, RequestAlarms, SseAlgorithm, UploadAlarms, UploadMetrics, WatchedBuckets,
} from '../../src';

/** Monitors, and their parts alone. */
export const MONITORING: Specimens = {
  'EncryptionMonitor': ({ stack }) => {
    const first = new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'Data')) });
    new EncryptionMonitor(stack, 'Second', {
      buckets: WatchedBuckets.of(new EncryptedBucket(stack, 'More')), topic: first.topic, trail: first.trail, dashboard: first.dashboard,
    });
  },
  'EncryptionMonitor of every bucket': ({ stack }) => {
    new EncryptedBucket(stack, 'Data');
    new EncryptionMonitor(stack, 'Monitor', { buckets: WatchedBuckets.below(stack), keys: [kms.Key.fromKeyArn(stack, 'Key', IMPORTED_KEY)], uploads: false });
  },
  'parts of a monitor': ({ stack }) => {
    const { topic } = new AlertTopic(stack, 'Alerts', { displayName: 'Encryption' });
    const bucketNames = ['the-data'];
    const keyArns = [IMPORTED_KEY];
    new BucketChangeAlerts(stack, 'BucketChanges', { bucketNames, topic });
    new KeyChangeAlerts(stack, 'KeyChanges', { keyArns, topic });
    new KeyLifecycleAlerts(stack, 'KeyLifecycle', { keyArns, topic });
    new BatchJobAlerts(stack, 'BatchJobs', { topic });
    new KmsQuotaAlarm(stack, 'Quota', { topic });
    new KeyUseAlarms(stack, 'KeyUse', { keyArns, topic });
    new RequestAlarms(stack, 'Requests', { topic });
    new UploadAlarms(stack, 'Uploads', { expected: [{ bucketName: 'the-data', algorithm: SseAlgorithm.SSE_KMS }], topic });
    new EncryptionDashboard(stack, 'Dashboard').addBuckets({ bucketName: 'the-data', algorithm: SseAlgorithm.SSE_KMS });
  },
  'ObjectTrail': ({ stack }) => {
    const trail = new ObjectTrail(stack, 'Trail', { logBucket: new LogBucket(stack, 'Logs'), retention: logs.RetentionDays.ONE_YEAR, readEvents: true, managementEvents: false });
    trail.watch(new EncryptedBucket(stack, 'Data'));
    new UploadMetrics(stack, 'Metrics', { logGroup: trail.logGroup });
    UploadMetrics.uploads('the-data', AppliedEncryption.SSE_KMS).createAlarm(stack, 'Uploads', { threshold: 1, evaluationPeriods: 1 });
  },
};
