/**
 * The status of an S3 Batch Operations job.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
export enum BatchJobStatus {
  /** The job has been created, and S3 is beginning to prepare it. */
  NEW = 'New',

  /** S3 is reading or generating the manifest. */
  PREPARING = 'Preparing',

  /** The job is waiting for confirmation before it runs. */
  SUSPENDED = 'Suspended',

  /** The job is ready to run. */
  READY = 'Ready',

  /** The job is running. */
  ACTIVE = 'Active',

  /** A job with a higher priority is about to run instead of this one. */
  PAUSING = 'Pausing',

  /** A job with a higher priority is running instead of this one. */
  PAUSED = 'Paused',

  /** The job has run, and S3 is writing its completion report. */
  COMPLETING = 'Completing',

  /** The job has run. Some tasks might have failed: see the completion report. */
  COMPLETE = 'Complete',

  /** Cancellation has been requested, and the job is stopping. */
  CANCELLING = 'Cancelling',

  /** The job was cancelled. */
  CANCELLED = 'Cancelled',

  /** The job has failed, and S3 is writing its completion report. */
  FAILING = 'Failing',

  /** The job has failed. */
  FAILED = 'Failed',
}
