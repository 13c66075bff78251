import type { aws_iam as iam, aws_kms as kms, IResource } from 'aws-cdk-lib';

/**
 * A vector bucket with its encryption keys, created in this app or imported.
 */
export interface IEncryptedVectorBucket extends IResource {
  /** The ARN of the vector bucket. */
  readonly vectorBucketArn: string;

  /** The customer managed key, if the bucket encrypts with SSE-KMS. */
  readonly encryptionKey?: kms.IKey;

  /**
   * Grants permission to query and read vectors and their metadata, and to use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantRead(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Grants permission to insert, replace and delete vectors, and to use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Grants permission to query, read, insert, replace and delete vectors, and to use the keys.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantReadWrite(grantee: iam.IGrantable, indexName?: string): iam.Grant;

  /**
   * Grants permission to create indexes with the accepted keys, and to delete indexes with all their vectors.
   *
   * @param grantee A role, a user, or an account. Other accounts also need permission in their own IAM policies
   * @param indexName The name of the index, or a pattern of names. The default is `*`, all indexes
   * @returns the grant
   * @throws if the grantee is a service, a wildcard, or another principal for which AWS documents no access to these buckets
   */
  grantManageIndexes(grantee: iam.IGrantable, indexName?: string): iam.Grant;
}
