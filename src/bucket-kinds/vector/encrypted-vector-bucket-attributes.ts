import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * Attributes of an existing vector bucket: its ARN or its name, and its keys.
 */
export interface EncryptedVectorBucketAttributes {
  /**
   * The ARN of the vector bucket, of the form `arn:aws:s3vectors:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - the ARN of `vectorBucketName` in the account and Region of the stack
   */
  readonly vectorBucketArn?: string;

  /**
   * The name of the vector bucket.
   *
   * @default - the name in `vectorBucketArn`
   */
  readonly vectorBucketName?: string;

  /**
   * The customer managed key with which the bucket encrypts vectors. Grants include permissions for it.
   *
   * @default - no key: the bucket uses SSE-S3
   */
  readonly encryptionKey?: kms.IKey;

  /**
   * The keys of indexes that have their own key. Every grant includes permissions for all of them.
   *
   * @default - no keys: indexes inherit the encryption of the bucket
   */
  readonly indexKeys?: kms.IKey[];
}
