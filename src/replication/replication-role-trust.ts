/**
 * For whom S3 may assume a replication role.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export enum ReplicationRoleTrust {
  /** As AWS documents it: S3 may assume the role, whoever has it replicate. */
  ANY_SOURCE = 'ANY_SOURCE',

  /**
   * Only on behalf of the source's account (`aws:SourceAccount`).
   *
   * AWS documents neither this condition nor the next for replication: look whether objects arrive.
   */
  SOURCE_ACCOUNT = 'SOURCE_ACCOUNT',

  /**
   * Only on behalf of the source's account and the source bucket (`aws:SourceAccount` and `aws:SourceArn`).
   *
   * The bucket needs a name that is written out: its template names the role, and the role cannot refer back to it.
   */
  SOURCE_BUCKET = 'SOURCE_BUCKET',
}
