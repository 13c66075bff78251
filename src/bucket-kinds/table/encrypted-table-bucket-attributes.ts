import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * Attributes of an existing table bucket: its ARN or its name, and its keys.
 */
export interface EncryptedTableBucketAttributes {
  /**
   * The ARN of the table bucket, of the form `arn:aws:s3tables:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - the ARN of `tableBucketName` in the account and Region of the stack
   */
  readonly tableBucketArn?: string;

  /**
   * The name of the table bucket.
   *
   * @default - the name in `tableBucketArn`
   */
  readonly tableBucketName?: string;

  /**
   * The customer managed key with which the bucket encrypts new tables. Grants include permissions for it.
   *
   * @default - no key: the bucket uses SSE-S3 for new tables
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Other keys with which tables are encrypted. Grants include permissions for them.
   *
   * Tables use another key if they were created before the key of the bucket changed, or with a key of their own.
   *
   * @default - no other keys
   */
  readonly acceptedKeys?: kms.IKey[];
}
