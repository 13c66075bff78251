/**
 * The server-side encryption algorithms of general purpose buckets, with their values in the S3 API.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
export enum SseAlgorithm {
  /** Server-side encryption with Amazon S3 managed keys (SSE-S3). */
  SSE_S3 = 'AES256',

  /** Server-side encryption with AWS KMS keys (SSE-KMS). */
  SSE_KMS = 'aws:kms',

  /** Dual-layer server-side encryption with AWS KMS keys (DSSE-KMS). It doesn't support S3 Bucket Keys. */
  DSSE_KMS = 'aws:kms:dsse',
}
