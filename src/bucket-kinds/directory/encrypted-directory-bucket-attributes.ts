import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * Attributes of an existing directory bucket: its ARN or its name, and its key.
 */
export interface EncryptedDirectoryBucketAttributes {
  /**
   * The ARN of the bucket, of the form `arn:aws:s3express:REGION:ACCOUNT:bucket/NAME`.
   *
   * @default - the ARN of `bucketName` in the account and Region of the stack
   */
  readonly bucketArn?: string;

  /**
   * The name of the bucket, including the suffix of its Zone: `NAME--ZONE-ID--x-s3`.
   *
   * @default - the name in `bucketArn`
   */
  readonly bucketName?: string;

  /**
   * The customer managed key with which the bucket encrypts objects. Grants include permissions for it.
   *
   * @default - no key: the bucket uses SSE-S3
   */
  readonly encryptionKey?: kms.IKey;
}
