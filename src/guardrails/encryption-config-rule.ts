/**
 * Managed rules of AWS Config about the encryption of S3 data.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/managed-rules-by-aws-config.html
 */
export enum EncryptionConfigRule {
  /** The default encryption of buckets is set, or the bucket policy denies uploads without encryption. */
  SERVER_SIDE_ENCRYPTION_ENABLED = 's3-bucket-server-side-encryption-enabled',

  /** The bucket policy denies requests over plain HTTP. */
  SSL_REQUESTS_ONLY = 's3-bucket-ssl-requests-only',

  /**
   * The default encryption of buckets uses a KMS key.
   *
   * Buckets that must use SSE-S3, for example for server access logs, are noncompliant.
   */
  DEFAULT_ENCRYPTION_KMS = 's3-default-encryption-kms',

  /** Server access logging of buckets is enabled. */
  BUCKET_LOGGING_ENABLED = 's3-bucket-logging-enabled',

  /** Automatic rotation of symmetric customer managed keys is enabled. */
  KEY_ROTATION_ENABLED = 'cmk-backing-key-rotation-enabled',

  /** The policies of KMS keys do not allow public access. */
  KEY_POLICY_NO_PUBLIC_ACCESS = 'kms-key-policy-no-public-access',

  /** Customer managed keys are not scheduled for deletion. */
  KEY_NOT_SCHEDULED_FOR_DELETION = 'kms-cmk-not-scheduled-for-deletion',
}
