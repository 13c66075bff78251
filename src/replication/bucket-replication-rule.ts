import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { ReplicationDestination } from './replication-destination';

/**
 * A replication rule.
 */
export interface BucketReplicationRule {
  /** The destination of the replicas. */
  readonly destination: ReplicationDestination;

  /**
   * The ID of the rule, which metrics and event notifications contain. At most 255 characters.
   *
   * @default - `rule-1` for the first rule, and so on
   */
  readonly id?: string;

  /**
   * The key prefix of the objects to replicate.
   *
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * The tags of the objects to replicate. Only objects that are uploaded with all of these tags are replicated.
   *
   * @default - all objects
   */
  readonly tags?: { [tagKey: string]: string };

  /**
   * The priority of the rule. If several rules replicate an object to the same bucket, the rule with the highest number applies.
   *
   * @default - the priority follows the order of the rules
   */
  readonly priority?: number;

  /**
   * Whether delete markers are replicated. Deletions of object versions are never replicated.
   *
   * @default false
   */
  readonly deleteMarkers?: boolean;

  /**
   * Whether metadata changes to replicas in the source bucket (tags, ACLs, Object Lock settings) are replicated.
   *
   * Use this for two buckets that replicate to each other: see `TwoWayReplication`.
   *
   * @default false
   */
  readonly replicaModifications?: boolean;

  /**
   * The storage class of the replicas.
   *
   * @default - the storage class of the source object
   */
  readonly storageClass?: s3.StorageClass;

  /**
   * Whether to enable S3 Replication Time Control (S3 RTC), with which S3 commits to replicating most objects within 15 minutes.
   *
   * S3 doesn't support any other time. S3 RTC includes metrics, and is billed in addition to replication.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly timeControl?: boolean;

  /**
   * Whether S3 publishes replication metrics for the rule. Without metrics, no alarm can detect failed replication.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
   */
  readonly metrics?: boolean;

  /**
   * Whether the account of the destination owns the replicas, instead of the account that owns the source object.
   *
   * Set this only for a destination in another account that has ACLs enabled. If ACLs are disabled, the account of the destination
   * always owns the replicas.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
   */
  readonly ownerOverride?: boolean;
}
