import { aws_logs as logs, Token } from 'aws-cdk-lib';
import { BatchJobStatus } from '../../batch';
import { SseAlgorithm } from '../../encryption';
import type { Replication } from '../../replication';
import {
  ALARM, ALARM_ACTION, characters, choice, flag, having, KEY, KEY_ARN, list, LOG_GROUP, matching, NAME_OF_BUCKET, REGION, required, RULE_TARGET,
  shape, type Shape, type Shapes, struct, text, TOPIC,
} from '../../shapes';
import type { AlarmOptions, EventAlertOptions } from '../alerts/alert-options';
import type { AlertTopicProps } from '../alerts/alert-topic';
import type { BatchJobAlertsProps } from '../alerts/batch-job-alerts';
import type { BucketChangeAlertsProps } from '../alerts/bucket-change-alerts';
import type { KeyChangeAlertsProps } from '../alerts/key-change-alerts';
import type { KeyLifecycleAlertsProps } from '../alerts/key-lifecycle-alerts';
import type { DashboardBucket, ReplicationRoute } from '../dashboard/dashboard-bucket';
import type { EncryptionDashboard, EncryptionDashboardProps } from '../dashboard/encryption-dashboard';
import type { EncryptionMonitorProps } from '../encryption-monitor-props';
import type { KeyUseAlarmsProps } from '../kms/key-use-alarms';
import type { KmsQuotaAlarmProps } from '../kms/kms-quota-alarm';
import type { ObjectTrail, ObjectTrailProps } from '../uploads/object-trail';
import type { RequestAlarmsProps } from '../uploads/request-alarms';
import type { ExpectedEncryption, UploadAlarmsProps } from '../uploads/upload-alarms';
import type { UploadMetricsProps } from '../uploads/upload-metrics';
import type { WatchedBuckets } from '../watched-buckets';

const REPLICATION: Shape<Replication> = having('a BucketReplication or TwoWayReplication', '_replicators', 'node');

const PERCENT: Shape<number> = shape(
  (value) => typeof value === 'number' && (Token.isUnresolved(value) || (value > 0 && value <= 100)), 'specify a number above 0 and up to 100', 'it is a percentage');

const WATCHED_BUCKETS: Shape<WatchedBuckets> = having('WatchedBuckets, for example WatchedBuckets.of()', '_seenFrom');

const ENCRYPTION_DASHBOARD: Shape<EncryptionDashboard> = having('an EncryptionDashboard', 'addBuckets', 'addAlarms');

const OBJECT_TRAIL: Shape<ObjectTrail> = having('an ObjectTrail', 'watch', 'logGroup');

const ALARM_OPTIONS_PROPS: Shapes<AlarmOptions> = {
  alarmActions: list(ALARM_ACTION, 'alarm actions'),
  topic: TOPIC,
};

const EVENT_ALERT_OPTIONS_PROPS: Shapes<EventAlertOptions> = {
  targets: list(RULE_TARGET, 'event targets'),
  topic: TOPIC,
};

export const REPLICATION_ROUTE = struct<ReplicationRoute>('ReplicationRoute', {
  destinationBucketName: required(NAME_OF_BUCKET),
  ruleId: required(characters(1, 255)),
  destinationRegion: REGION,
});

export const EXPECTED_ENCRYPTION = struct<ExpectedEncryption>('ExpectedEncryption', {
  algorithm: required(choice(SseAlgorithm)),
  bucketName: required(NAME_OF_BUCKET),
});

export const ALERT_TOPIC_PROPS = struct<AlertTopicProps>('AlertTopicProps', {
  displayName: characters(1, 100),
  encryptionKey: KEY,
});

export const BATCH_JOB_ALERTS_PROPS = struct<BatchJobAlertsProps>('BatchJobAlertsProps', {
  ...EVENT_ALERT_OPTIONS_PROPS,
  statuses: list(choice(BatchJobStatus), 'BatchJobStatus values'),
});

export const BUCKET_CHANGE_ALERTS_PROPS = struct<BucketChangeAlertsProps>('BucketChangeAlertsProps', {
  ...EVENT_ALERT_OPTIONS_PROPS,
  bucketNames: required(list(NAME_OF_BUCKET, 'names of buckets')),
});

export const DASHBOARD_BUCKET = struct<DashboardBucket>('DashboardBucket', {
  bucketName: required(NAME_OF_BUCKET),
  alarms: list(ALARM, 'alarms'),
  algorithm: choice(SseAlgorithm),
  bucketKeyEnabled: flag,
  customerManagedKey: flag,
  keyArn: KEY_ARN,
  replication: list(REPLICATION_ROUTE, 'ReplicationRoute objects'),
  title: text,
});

export const ENCRYPTION_DASHBOARD_PROPS = struct<EncryptionDashboardProps>('EncryptionDashboardProps', {
  dashboard: having('a cloudwatch.Dashboard', 'addWidgets', 'node'),
  dashboardName: matching(/^[A-Za-z0-9_-]{1,255}$/, 'pass 1 to 255 letters, digits, underscores and hyphens'),
});

export const ENCRYPTION_MONITOR_PROPS = struct<EncryptionMonitorProps>('EncryptionMonitorProps', {
  buckets: required(WATCHED_BUCKETS),
  alarmActions: list(ALARM_ACTION, 'alarm actions'),
  batchJobs: flag,
  dashboard: ENCRYPTION_DASHBOARD,
  keys: list(KEY, 'KMS keys'),
  keyUsePercent: PERCENT,
  kmsQuotaPercent: PERCENT,
  logGroup: LOG_GROUP,
  replication: list(REPLICATION, 'replications'),
  targets: list(RULE_TARGET, 'event targets'),
  topic: TOPIC,
  trail: OBJECT_TRAIL,
  uploads: flag,
});

export const KEY_CHANGE_ALERTS_PROPS = struct<KeyChangeAlertsProps>('KeyChangeAlertsProps', {
  ...EVENT_ALERT_OPTIONS_PROPS,
  keyArns: required(list(KEY_ARN, 'key ARNs')),
});

export const KEY_LIFECYCLE_ALERTS_PROPS = struct<KeyLifecycleAlertsProps>('KeyLifecycleAlertsProps', {
  ...EVENT_ALERT_OPTIONS_PROPS,
  keyArns: required(list(KEY_ARN, 'key ARNs')),
});

export const KEY_USE_ALARMS_PROPS = struct<KeyUseAlarmsProps>('KeyUseAlarmsProps', {
  ...ALARM_OPTIONS_PROPS,
  keyArns: required(list(KEY_ARN, 'key ARNs')),
  percent: PERCENT,
});

export const KMS_QUOTA_ALARM_PROPS = struct<KmsQuotaAlarmProps>('KmsQuotaAlarmProps', {
  ...ALARM_OPTIONS_PROPS,
  percent: PERCENT,
});

export const OBJECT_TRAIL_PROPS = struct<ObjectTrailProps>('ObjectTrailProps', {
  encryptionKey: KEY,
  logBucket: having('a bucket of the app, for example a LogBucket', 'bucketArn', 'addToResourcePolicy'),
  managementEvents: flag,
  readEvents: flag,
  retention: choice(logs.RetentionDays, 'use one of logs.RetentionDays, for example logs.RetentionDays.ONE_YEAR'),
});

export const REQUEST_ALARMS_PROPS = struct<RequestAlarmsProps>('RequestAlarmsProps', {
  ...ALARM_OPTIONS_PROPS,
});

export const UPLOAD_ALARMS_PROPS = struct<UploadAlarmsProps>('UploadAlarmsProps', {
  ...ALARM_OPTIONS_PROPS,
  expected: required(list(EXPECTED_ENCRYPTION, 'ExpectedEncryption objects')),
});

export const UPLOAD_METRICS_PROPS = struct<UploadMetricsProps>('UploadMetricsProps', {
  logGroup: required(LOG_GROUP),
});
