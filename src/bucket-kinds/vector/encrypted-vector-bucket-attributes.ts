import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * What identifies a vector bucket that is created elsewhere: its ARN or its name, and its keys.
 */
export interface EncryptedVectorBucketAttributes {
  /**
   * ARN of the vector bucket: `arn:aws:s3vectors:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - that of `vectorBucketName` in the account and Region of the stack
   */
  readonly vectorBucketArn?: string;

  /**
   * Name of the vector bucket.
   *
   * @default - that of `vectorBucketArn`
   */
  readonly vectorBucketName?: string;

  /**
   * The customer managed key that the bucket encrypts with. Grants include it.
   *
   * @default - none: the bucket encrypts with SSE-S3
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * Keys of indexes that have a key of their own. Every grant includes all of them.
   *
   * @default - none: indexes inherit the encryption of the bucket
   */
  readonly indexKeys?: kms.IKey[];
}
