/**
 * States of a job of S3 Batch Operations.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-job-status.html
 */
export enum BatchJobStatus {
  /** The job has been created, and S3 begins to prepare it. */
  NEW = 'New',

  /** S3 reads or generates the manifest. */
  PREPARING = 'Preparing',

  /** The job waits for somebody to confirm that it is to run. */
  SUSPENDED = 'Suspended',

  /** The job is going to run. */
  READY = 'Ready',

  /** The job runs. */
  ACTIVE = 'Active',

  /** A job with a higher priority is about to run instead of this one. */
  PAUSING = 'Pausing',

  /** A job with a higher priority runs instead of this one. */
  PAUSED = 'Paused',

  /** The job has run, and S3 writes its report. */
  COMPLETING = 'Completing',

  /** The job has run. Tasks can have failed: see its report. */
  COMPLETE = 'Complete',

  /** Somebody has cancelled the job, which is about to stop. */
  CANCELLING = 'Cancelling',

  /** The job was cancelled. */
  CANCELLED = 'Cancelled',

  /** The job has failed, and S3 writes its report. */
  FAILING = 'Failing',

  /** The job has failed. */
  FAILED = 'Failed',
}
