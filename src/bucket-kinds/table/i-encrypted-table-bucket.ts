import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A table bucket with its encryption keys, created in this app or imported.
 */
export interface IEncryptedTableBucket extends IResource {
  /** The ARN of the table bucket. */
  readonly tableBucketArn: string;

  /** The name of the table bucket. */
  readonly tableBucketName: string;

  /** The customer managed key, if the bucket encrypts new tables with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Grants permission to find and read tables, and to use their keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable): iam.Grant;

  /**
   * Grants permission to find, read and write tables, and to use their keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable): iam.Grant;

  /**
   * Grants the permissions of `grantReadWrite()`, and permission to create namespaces and tables, but not to delete them.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantCreateTables(grantee: iam.IGrantable): iam.Grant;
}
