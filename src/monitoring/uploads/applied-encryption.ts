/**
 * The encryption that S3 applied to an upload, as CloudTrail reports it (`SSEApplied`).
 *
 * Values that begin with `DEFAULT_` mean the default encryption of the bucket. The others mean the encryption that the upload specified.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 */
export enum AppliedEncryption {
  /** SSE-S3, from the default encryption of the bucket. */
  DEFAULT_SSE_S3 = 'Default_SSE_S3',

  /** SSE-S3, as specified by the upload. */
  SSE_S3 = 'SSE_S3',

  /** SSE-KMS, from the default encryption of the bucket. */
  DEFAULT_SSE_KMS = 'Default_SSE_KMS',

  /** SSE-KMS, as specified by the upload. */
  SSE_KMS = 'SSE_KMS',

  /** DSSE-KMS, from the default encryption of the bucket. */
  DEFAULT_DSSE_KMS = 'Default_DSSE_KMS',

  /** DSSE-KMS, as specified by the upload. */
  DSSE_KMS = 'DSSE_KMS',

  /** SSE-C, with the key that the upload provided. */
  SSE_C = 'SSE_C',
}
