/**
 * What `EncryptedBucketDefaults` has done about one setting of a bucket.
 */
export interface BucketDefaultsChange {
  /**
   * The path of the construct: of the `s3.Bucket`, or of an L1 bucket.
   */
  readonly constructPath: string;

  /**
   * The setting, for example `default encryption: SSE-S3`.
   */
  readonly setting: string;

  /**
   * Why it was set, or why it was left as it is, as a clause.
   */
  readonly reason: string;
}
