import type { aws_s3 as s3 } from 'aws-cdk-lib';

/**
 * The format of the object keys of server access logs, after the prefix.
 */
export enum AccessLogObjectKeyFormat {
  /** The date and time of the delivery, and a unique string. */
  SIMPLE = 'SIMPLE',

  /** Folders for account, Region, bucket, and date of the delivery. The log files are those of the simple format. */
  PARTITIONED_BY_DELIVERY_TIME = 'PARTITIONED_BY_DELIVERY_TIME',

  /** Folders for account, Region, bucket, and date of the requests. */
  PARTITIONED_BY_EVENT_TIME = 'PARTITIONED_BY_EVENT_TIME',
}

/**
 * Options for server access logs of a bucket.
 */
export interface AccessLogsOptions {
  /**
   * The bucket that receives the logs: a `LogBucket`, or another bucket with SSE-S3, in the same account and Region.
   *
   * If the bucket is created in this app, the statement that log delivery requires is added to its bucket policy. If the bucket
   * is imported, a synthesis warning shows the statement that its bucket policy must have.
   */
  readonly bucket: s3.IBucket;

  /**
   * The prefix of the log object keys. Wildcards are not supported. S3 doesn't add a slash after the prefix.
   *
   * @default - no prefix
   */
  readonly prefix?: string;

  /**
   * The format of the log object keys, after the prefix.
   *
   * @default AccessLogObjectKeyFormat.SIMPLE
   */
  readonly objectKeyFormat?: AccessLogObjectKeyFormat;
}
