/**
 * The conditions under which Amazon S3 can assume a replication role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export enum ReplicationRoleTrust {
  /** No condition, as AWS documents it: S3 can assume the role on behalf of any account and bucket. */
  ANY_SOURCE = 'ANY_SOURCE',

  /**
   * S3 can assume the role only on behalf of the source account (`aws:SourceAccount`).
   *
   * AWS documents neither this condition nor that of `SOURCE_BUCKET` for replication. Verify that objects are replicated.
   */
  SOURCE_ACCOUNT = 'SOURCE_ACCOUNT',

  /**
   * S3 can assume the role only on behalf of the source account and the source bucket (`aws:SourceAccount` and `aws:SourceArn`).
   *
   * The `bucketName` must be a literal string. The bucket refers to the role, so a reference from the role to the bucket would be a
   * circular dependency.
   */
  SOURCE_BUCKET = 'SOURCE_BUCKET',
}
