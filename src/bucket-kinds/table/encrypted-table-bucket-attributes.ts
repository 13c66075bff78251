import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * What identifies a table bucket that is created elsewhere: its ARN or its name, and its keys.
 */
export interface EncryptedTableBucketAttributes {
  /**
   * ARN of the table bucket: `arn:aws:s3tables:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - that of `tableBucketName` in the account and Region of the stack
   */
  readonly tableBucketArn?: string;

  /**
   * Name of the table bucket.
   *
   * @default - that of `tableBucketArn`
   */
  readonly tableBucketName?: string;

  /**
   * The customer managed key that the bucket encrypts new tables with. Grants include it.
   *
   * @default - none: the bucket encrypts new tables with SSE-S3
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Other keys with which tables are encrypted, because they were created before the key of the bucket changed, or with a key of their own. Grants include them.
   *
   * @default - none
   */
  readonly acceptedKeys?: kms.IKey[];
}
