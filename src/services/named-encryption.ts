/** The encryption that a request of a service names. */
export enum NamedEncryption {
  /** None: S3 applies the default encryption of the bucket. */
  NONE = 'none',
  SSE_S3 = 'AES256',
  /** SSE-KMS with the key of the configuration. Without a key S3 uses the AWS managed key `aws/s3`. */
  SSE_KMS = 'aws:kms',
  /** DSSE-KMS with the key of the configuration. */
  DSSE_KMS = 'aws:kms:dsse',
  /** AWS does not document it. */
  UNDOCUMENTED = 'undocumented',
}
