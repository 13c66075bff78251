import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A vector bucket with its encryption keys, created in this app or imported.
 */
export interface IEncryptedVectorBucket extends IResource {
  /** ARN of the vector bucket. */
  readonly vectorBucketArn: string;

  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Allows a grantee to query and read vectors and their metadata, and use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName Which index, or a pattern of names. All indexes: `*`
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Allows a grantee to insert, replace and delete vectors, and use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName Which index, or a pattern of names. All indexes: `*`
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Allows a grantee to query, read, insert, replace and delete vectors, and use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName Which index, or a pattern of names. All indexes: `*`
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Allows a grantee to create indexes with the accepted keys, and delete indexes with all their vectors.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName Which index, or a pattern of names. All indexes: `*`
   * @returns the grant
   * @throws for services, wildcards and other principals of which AWS documents no access to these buckets
   */
  grantManageIndexes(grantee: iam.IGrantable, indexName?: string): iam.Grant;
}
