import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A directory bucket with its encryption key, created in this app or imported.
 */
export interface IEncryptedDirectoryBucket extends IResource {
  /** ARN of the bucket. */
  readonly bucketArn: string;

  /** Name of the bucket. */
  readonly bucketName: string;

  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Allows a grantee to open sessions that only read, and use the key.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable): iam.Grant;

  /**
   * Allows a grantee to open sessions that read, write and delete objects, and use the key.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable): iam.Grant;
}
