import type { LogBucket } from '../logging';

/**
 * How far replication has got with an object.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-status.html
 */
export enum ObjectReplicationStatus {
  /** S3 has never tried to replicate it. */
  NONE = 'NONE',

  /** S3 has tried to replicate it to at least one destination, and failed. */
  FAILED = 'FAILED',

  /** S3 has replicated it to all destinations that there were. */
  COMPLETED = 'COMPLETED',

  /** It is a replica itself. */
  REPLICA = 'REPLICA',
}

/**
 * How objects are replicated that were there before.
 */
export interface ReplicateExistingOptions {
  /**
   * The bucket for the completion report of the job, which lists the objects that it replicated, and why it failed for others.
   *
   * The bucket must be in the Region of the bucket whose objects are replicated. If a stack in another Region starts the job,
   * as for the second bucket of a `TwoWayReplication`, the bucket needs a `bucketName`.
   */
  readonly reports: LogBucket;

  /**
   * The folder of the report.
   *
   * @default 'batch-replication'
   */
  readonly reportPrefix?: string;

  /**
   * Whether the report leaves out what went well.
   *
   * @default false
   */
  readonly failuresOnly?: boolean;

  /**
   * Which objects are replicated. A destination that has been added takes `COMPLETED` too, to get what others have.
   *
   * @default - those that were never replicated, and those that failed to be
   */
  readonly statuses?: ObjectReplicationStatus[];

  /**
   * What the job is called in the console: at most 256 characters. Another description starts another job.
   *
   * @default - a text that names the bucket
   */
  readonly description?: string;

  /**
   * Which of several jobs S3 runs first: that with the highest number.
   *
   * @default 10
   */
  readonly priority?: number;

  /**
   * Whether the job waits until somebody confirms it in the console, where the number of its objects can be read before.
   *
   * @default false
   */
  readonly confirmationRequired?: boolean;

  /**
   * The name of the role with which the job runs.
   *
   * @default - a name made from the place in the app and the Region
   */
  readonly roleName?: string;
}
