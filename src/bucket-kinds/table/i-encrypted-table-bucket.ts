import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A table bucket with its encryption keys, created in this app or imported.
 */
export interface IEncryptedTableBucket extends IResource {
  /** ARN of the table bucket. */
  readonly tableBucketArn: string;

  /** Name of the table bucket. */
  readonly tableBucketName: string;

  /** The customer managed key, if the bucket encrypts new tables with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Allows a grantee to find and read tables, and use their keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable): iam.Grant;

  /**
   * Allows a grantee to find, read and write tables, and use their keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable): iam.Grant;

  /**
   * Allows a grantee to create namespaces and tables besides, but not delete them.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantCreateTables(grantee: iam.IGrantable): iam.Grant;
}
