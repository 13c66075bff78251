/**
 * Server-side encryption algorithms of general purpose buckets, as the S3 API names them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionByDefault.html
 */
export enum SseAlgorithm {
  /** SSE-S3: keys that S3 manages. */
  SSE_S3 = 'AES256',

  /** SSE-KMS: keys in AWS KMS. */
  SSE_KMS = 'aws:kms',

  /** DSSE-KMS: two layers of encryption, with keys in AWS KMS. S3 Bucket Keys do not exist for it. */
  DSSE_KMS = 'aws:kms:dsse',
}
