import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../../encryption';

/**
 * Where the objects of a bucket are replicated.
 */
export interface ReplicationRoute {
  /** The name of the destination. */
  readonly destinationBucketName: string;

  /** The id of the replication rule. */
  readonly ruleId: string;

  /**
   * The Region of the destination, where S3 publishes how far the replicas are behind.
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
   * What the bucket is called on the dashboard.
   *
   * @default - its name
   */
  readonly title?: string;

  /**
   * The algorithm of its default encryption.
   *
   * @default - the dashboard says that it is not known
   */
  readonly algorithm?: SseAlgorithm;

  /**
   * Whether its default encryption uses a customer managed key, and not the AWS managed key.
   *
   * @default - true if `keyArn` is set; otherwise, the dashboard does not say it
   */
  readonly customerManagedKey?: boolean;

  /**
   * Whether its default encryption uses an S3 Bucket Key.
   *
   * @default false
   */
  readonly bucketKeyEnabled?: boolean;

  /**
   * The ARN of the key of its default encryption.
   *
   * @default - none, and no requests to AWS KMS are shown
   */
  readonly keyArn?: string;

  /**
   * Where its objects are replicated.
   *
   * @default - nowhere
   */
  readonly replication?: ReplicationRoute[];

  /**
   * The alarms that watch it.
   *
   * @default - none
   */
  readonly alarms?: cloudwatch.IAlarm[];
}
