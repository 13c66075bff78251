import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { EncryptionDashboard } from './dashboard/encryption-dashboard';
import type { ObjectTrail } from './uploads/object-trail';
import type { WatchedBuckets } from './watched-buckets';
import type { Replication } from '../replication';

/**
 * Properties of an `EncryptionMonitor`.
 */
export interface EncryptionMonitorProps {
  /** The buckets to monitor: `WatchedBuckets.of(...)` or `WatchedBuckets.below(...)`. The monitor also covers their KMS keys. */
  readonly buckets: WatchedBuckets;

  /**
   * Additional KMS keys to monitor, besides the default encryption keys and the accepted keys (`acceptedKeys`) of the buckets.
   *
   * @default - no additional keys
   */
  readonly keys?: kms.IKey[];

  /**
   * The replication of the buckets, to show on the dashboard.
   *
   * @default - no replication is shown
   */
  readonly replication?: Replication[];

  /**
   * The topic that receives the notifications. Several monitors can share a topic. It should be encrypted with a customer managed key.
   *
   * @default - a new `AlertTopic`
   */
  readonly topic?: sns.ITopic;

  /**
   * Additional targets that receive change events in EventBridge format.
   *
   * @default - no additional targets
   */
  readonly targets?: events.IRuleTarget[];

  /**
   * Additional actions to perform when an alarm enters the ALARM state, besides notifying the topic.
   *
   * @default - no additional actions
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * Whether to monitor uploads. This requires a trail that logs data events, which AWS charges for each request.
   *
   * If false, changes are reported only if the account has a trail in the Region that logs management events.
   *
   * @default true
   */
  readonly uploads?: boolean;

  /**
   * An existing trail that logs data events of the buckets, for example the trail of another monitor.
   *
   * @default - a new `ObjectTrail`, unless `logGroup` is set
   */
  readonly trail?: ObjectTrail;

  /**
   * The log group of an existing trail that already logs data events of the buckets and management events.
   *
   * @default - the log group of the trail
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The dashboard to extend, for example the dashboard of another monitor.
   *
   * @default - a new dashboard
   */
  readonly dashboard?: EncryptionDashboard;

  /**
   * Whether to notify the topic when S3 Batch Operations jobs of the account and Region change state.
   *
   * @default true
   */
  readonly batchJobs?: boolean;

  /**
   * The threshold of the KMS quota alarm, as a percentage of the request quota of AWS KMS in the Region.
   *
   * @default 80
   */
  readonly kmsQuotaPercent?: number;

  /**
   * The threshold of the key use alarms: requests with a single key, as a percentage of the default request quota of the Region.
   *
   * @default 50
   */
  readonly keyUsePercent?: number;
}
