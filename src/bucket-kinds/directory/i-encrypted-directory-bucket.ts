import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A directory bucket with its encryption key, created in this app or imported.
 */
export interface IEncryptedDirectoryBucket extends IResource {
  /** The ARN of the bucket. */
  readonly bucketArn: string;

  /** The name of the bucket. */
  readonly bucketName: string;

  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Grants permission to create read-only sessions, and to use the key.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable): iam.Grant;

  /**
   * Grants permission to create sessions that read, write and delete objects, and to use the key.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable): iam.Grant;
}
