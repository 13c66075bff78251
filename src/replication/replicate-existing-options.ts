import type { LogBucket } from '../logging';

/**
 * The replication status of an object.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export enum ObjectReplicationStatus {
  /** S3 has never tried to replicate the object. */
  NONE = 'NONE',

  /** Replication to at least one destination failed. */
  FAILED = 'FAILED',

  /** S3 has replicated the object to all destinations that existed at that time. */
  COMPLETED = 'COMPLETED',

  /** The object is a replica. */
  REPLICA = 'REPLICA',
}

/**
 * Options for the replication of existing objects.
 */
export interface ReplicateExistingOptions {
  /**
   * The bucket for the completion report of the job, which lists the objects that the job replicated, and the causes of failures.
   *
   * The bucket must be in the Region of the source bucket. If a stack in another Region starts the job, such as for the second
   * bucket of a `TwoWayReplication`, the report bucket must have a `bucketName`.
   */
  readonly reports: LogBucket;

  /**
   * The folder of the completion report.
   *
   * @default 'batch-replication'
   */
  readonly reportPrefix?: string;

  /**
   * Whether the report lists only failures.
   *
   * @default false
   */
  readonly failuresOnly?: boolean;

  /**
   * The replication statuses of the objects to replicate. Include `COMPLETED` if you added a destination that must receive
   * the objects that other destinations already have.
   *
   * @default - objects that were never replicated, and objects whose replication failed
   */
  readonly statuses?: ObjectReplicationStatus[];

  /**
   * The description of the job in the console. At most 256 characters. If you change the description, another job starts.
   *
   * @default - a description that names the bucket
   */
  readonly description?: string;

  /**
   * The priority of the job. S3 runs jobs with a higher number first.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Whether the job waits for confirmation in the console, which shows the number of objects before the job runs.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * The name of the role that S3 Batch Operations assumes to run the job.
   *
   * @default - a name derived from the construct path and the Region
   */
  readonly roleName?: string;
}
