import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../../encryption';

/**
 * A replication destination of a bucket, as shown on a dashboard.
 */
export interface ReplicationRoute {
  /** The name of the destination bucket. */
  readonly destinationBucketName: string;

  /** The ID of the replication rule. */
  readonly ruleId: string;

  /**
   * The Region of the destination bucket, where S3 publishes the metrics for pending operations and replication latency.
   *
   * @default - the Region of the dashboard
   */
  readonly destinationRegion?: string;
}

/**
 * A bucket on a dashboard.
 */
export interface DashboardBucket {
  /** The name of the bucket. */
  readonly bucketName: string;

  /**
   * The title of the bucket on the dashboard.
   *
   * @default - the name of the bucket
   */
  readonly title?: string;

  /**
   * The algorithm of its default encryption.
   *
   * @default - the dashboard shows that the default encryption is not known
   */
  readonly algorithm?: SseAlgorithm;

  /**
   * Whether its default encryption uses a customer managed key instead of the AWS managed key.
   *
   * @default - true if `keyArn` is set; otherwise, the dashboard doesn't show the type of key
   */
  readonly customerManagedKey?: boolean;

  /**
   * Whether its default encryption uses an S3 Bucket Key.
   *
   * @default false
   */
  readonly bucketKeyEnabled?: boolean;

  /**
   * The ARN of the KMS key that its default encryption uses.
   *
   * @default - no key, and the dashboard shows no requests to AWS KMS
   */
  readonly keyArn?: string;

  /**
   * The destinations to which its objects are replicated.
   *
   * @default - no replication
   */
  readonly replication?: ReplicationRoute[];

  /**
   * The alarms that monitor the bucket.
   *
   * @default - no alarms
   */
  readonly alarms?: cloudwatch.IAlarm[];
}
