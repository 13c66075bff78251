import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { ReplicationDestination } from './replication-destination';

/**
 * What is replicated where, and how.
 */
export interface BucketReplicationRule {
  /** Where the replicas go. */
  readonly destination: ReplicationDestination;

  /**
   * The name of the rule, which metrics and notifications carry: at most 255 characters.
   *
   * @default - `rule-1` for the first rule, and so on
   */
  readonly id?: string;

  /**
   * Only objects whose key begins so are replicated.
   *
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * Only objects that are uploaded with all of these tags are replicated.
   *
   * @default - all objects
   */
  readonly tags?: { [tagKey: string]: string };

  /**
   * Which of several rules counts that replicate an object to the same bucket: the one with the highest number.
   *
   * @default - rules count in the order in which they are listed
   */
  readonly priority?: number;

  /**
   * Whether delete markers are replicated. Deletions of versions never are.
   *
   * @default false
   */
  readonly deleteMarkers?: boolean;

  /**
   * Whether changes to replicas (tags, ACLs, Object Lock settings) in this bucket are replicated.
   *
   * This is for two buckets that replicate to each other: see `TwoWayReplication`.
   *
   * @default false
   */
  readonly replicaModifications?: boolean;

  /**
   * The storage class of replicas.
   *
   * @default - that of the source object
   */
  readonly storageClass?: s3.StorageClass;

  /**
   * Whether S3 commits itself to replicate most objects within 15 minutes (S3 Replication Time Control).
   *
   * S3 knows no other time than 15 minutes. It comes with metrics, and at a price.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html
   */
  readonly timeControl?: boolean;

  /**
   * Whether S3 publishes metrics of the rule. Without them a replication that fails is noticed by nobody.
   *
   * @default true
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
   */
  readonly metrics?: boolean;

  /**
   * Whether replicas belong to the account of the destination instead of the account that owns the source object.
   *
   * Only for a destination in another account that has ACLs enabled: without ACLs they belong to it anyway.
   *
   * @default false
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-change-owner.html
   */
  readonly ownerOverride?: boolean;
}
