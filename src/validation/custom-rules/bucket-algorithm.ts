/**
 * The algorithm of a bucket's default encryption, as determined from a template.
 */
export enum BucketAlgorithm {
  /** SSE-S3. Amazon S3 also applies it if the template declares no default encryption. */
  SSE_S3 = 'AES256',
  /** SSE-KMS. */
  SSE_KMS = 'aws:kms',
  /** DSSE-KMS. */
  DSSE_KMS = 'aws:kms:dsse',
  /** The algorithm cannot be determined from the templates, or is one that Amazon S3 doesn't support. */
  UNKNOWN = 'unknown',
}
