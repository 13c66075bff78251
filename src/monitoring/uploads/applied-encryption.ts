/**
 * The encryption that S3 applied to an upload, as CloudTrail names it (`SSEApplied`): `DEFAULT_` is the default encryption of the
 * bucket, the others are what the upload asked for.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 */
export enum AppliedEncryption {
  /** SSE-S3, by default. */
  DEFAULT_SSE_S3 = 'Default_SSE_S3',

  /** SSE-S3, as the upload asked for. */
  SSE_S3 = 'SSE_S3',

  /** SSE-KMS, by default. */
  DEFAULT_SSE_KMS = 'Default_SSE_KMS',

  /** SSE-KMS, as the upload asked for. */
  SSE_KMS = 'SSE_KMS',

  /** DSSE-KMS, by default. */
  DEFAULT_DSSE_KMS = 'Default_DSSE_KMS',

  /** DSSE-KMS, as the upload asked for. */
  DSSE_KMS = 'DSSE_KMS',

  /** SSE-C: the upload brought its key along. */
  SSE_C = 'SSE_C',
}
