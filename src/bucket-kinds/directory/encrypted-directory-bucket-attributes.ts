import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * What identifies a directory bucket that is created elsewhere: its ARN or its name, and its key.
 */
export interface EncryptedDirectoryBucketAttributes {
  /**
   * ARN of the bucket: `arn:aws:s3express:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - that of `bucketName` in the account and Region of the stack
   */
  readonly bucketArn?: string;

  /**
   * Name of the bucket, with the suffix of its Zone: `NAME--ZONE-ID--x-s3`.
   *
   * @default - that of `bucketArn`
   */
  readonly bucketName?: string;

  /**
   * The customer managed key that the bucket encrypts with. Grants include it.
   *
   * @default - none: the bucket encrypts with SSE-S3
   */
  readonly encryptionKey?: kms.IKey;
}
