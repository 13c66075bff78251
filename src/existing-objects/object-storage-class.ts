/**
 * A storage class of objects, for filters of S3 Batch Operations jobs.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html
 */
export enum ObjectStorageClass {
  /** S3 Standard. */
  STANDARD = 'STANDARD',
  /** S3 Standard-Infrequent Access. */
  STANDARD_IA = 'STANDARD_IA',
  /** S3 One Zone-Infrequent Access. */
  ONEZONE_IA = 'ONEZONE_IA',
  /** S3 Intelligent-Tiering. */
  INTELLIGENT_TIERING = 'INTELLIGENT_TIERING',
  /** S3 Glacier Instant Retrieval. */
  GLACIER_IR = 'GLACIER_IR',
  /** S3 Glacier Flexible Retrieval: archived, to be restored before it can be copied. */
  GLACIER = 'GLACIER',
  /** S3 Glacier Deep Archive: archived, to be restored before it can be copied. */
  DEEP_ARCHIVE = 'DEEP_ARCHIVE',
}
