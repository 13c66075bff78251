import type { aws_cloudwatch as cloudwatch, aws_events as events, aws_kms as kms, aws_logs as logs, aws_sns as sns } from 'aws-cdk-lib';
import type { EncryptionDashboard } from './dashboard/encryption-dashboard';
import type { ObjectTrail } from './uploads/object-trail';
import type { WatchedBuckets } from './watched-buckets';
import type { Replication } from '../replication';

/**
 * Properties of an `EncryptionMonitor`.
 */
export interface EncryptionMonitorProps {
  /** The buckets to watch: `WatchedBuckets.of(...)` or `WatchedBuckets.below(...)`. Their keys are watched with them. */
  readonly buckets: WatchedBuckets;

  /**
   * Keys to watch besides those with which the buckets encrypt by default, and those that they accept (`acceptedKeys`).
   *
   * @default - none
   */
  readonly keys?: kms.IKey[];

  /**
   * Replication of the buckets, to be shown on the dashboard.
   *
   * @default - none
   */
  readonly replication?: Replication[];

  /**
   * The topic that is told: of one monitor or several, or any other. It should be encrypted with a customer managed key.
   *
   * @default - an `AlertTopic` of its own
   */
  readonly topic?: sns.ITopic;

  /**
   * What gets events on changes besides the topic, as EventBridge has them.
   *
   * @default - nothing
   */
  readonly targets?: events.IRuleTarget[];

  /**
   * What is done when an alarm goes off, besides telling the topic.
   *
   * @default - nothing
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];

  /**
   * Whether uploads are watched: it takes a trail with data events, which are charged for each request.
   *
   * Without it, changes are told of only if the account has a trail in the Region that logs management events.
   *
   * @default true
   */
  readonly uploads?: boolean;

  /**
   * The trail that logs the objects of the buckets, if another monitor has one.
   *
   * @default - an `ObjectTrail` of its own, unless a log group is given
   */
  readonly trail?: ObjectTrail;

  /**
   * The log group of a trail that is made elsewhere, and logs data events of the buckets and management events already.
   *
   * @default - that of the trail
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The dashboard, if another monitor has one, or if it is to be part of one.
   *
   * @default - a dashboard of its own
   */
  readonly dashboard?: EncryptionDashboard;

  /**
   * Whether the topic is told of the states of S3 Batch Operations jobs of the account and Region.
   *
   * @default true
   */
  readonly batchJobs?: boolean;

  /**
   * From which part of the Region's quota of requests to AWS KMS an alarm goes off, in percent.
   *
   * @default 80
   */
  readonly kmsQuotaPercent?: number;

  /**
   * From which part of the Region's default quota on one key alone makes an alarm go off, in percent.
   *
   * @default 50
   */
  readonly keyUsePercent?: number;
}
