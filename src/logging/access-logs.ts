import type { aws_s3 as s3 } from 'aws-cdk-lib';

/**
 * How the object keys of server access logs are formed behind their prefix.
 */
export enum AccessLogObjectKeyFormat {
  /** Date and time, and a unique text. */
  SIMPLE = 'SIMPLE',

  /** Folders for account, Region, bucket and the date of the delivery; the log files are those of the simple format. */
  PARTITIONED_BY_DELIVERY_TIME = 'PARTITIONED_BY_DELIVERY_TIME',

  /** Folders for account, Region, bucket and the date of the requests. */
  PARTITIONED_BY_EVENT_TIME = 'PARTITIONED_BY_EVENT_TIME',
}

/**
 * Where the server access logs of a bucket go.
 */
export interface AccessLogsOptions {
  /**
   * The bucket that gets the logs, in the same account and Region: a `LogBucket`, or another bucket with SSE-S3.
   *
   * The policy of a bucket of the app is given the statement that the logs need. For a bucket that is imported a synth
   * warning says which statement it has to have.
   */
  readonly bucket: s3.IBucket;

  /**
   * What keys of the logs begin with, without wildcards. S3 adds no slash to it.
   *
   * @default - none
   */
  readonly prefix?: string;

  /**
   * How the object keys of the logs are formed behind the prefix.
   *
   * @default AccessLogObjectKeyFormat.SIMPLE
   */
  readonly objectKeyFormat?: AccessLogObjectKeyFormat;
}
