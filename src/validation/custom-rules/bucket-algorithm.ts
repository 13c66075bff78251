/**
 * The algorithm of a bucket's default encryption, as far as a template shows it.
 */
export enum BucketAlgorithm {
  /** SSE-S3, also if the template declares no default encryption: Amazon S3 then applies it. */
  SSE_S3 = 'AES256',
  /** SSE-KMS. */
  SSE_KMS = 'aws:kms',
  /** DSSE-KMS. */
  DSSE_KMS = 'aws:kms:dsse',
  /** The templates don't tell, or the template names an algorithm that Amazon S3 doesn't have. */
  UNKNOWN = 'unknown',
}
