/**
 * The method of re-encryption of existing objects.
 */
export enum ReencryptionMethod {
  /**
   * S3 re-encrypts the data key of each object, without copying the object.
   *
   * Objects of any size and storage class keep their ETag, last-modified date, and versions.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html
   */
  UPDATE_IN_PLACE = 'UPDATE_IN_PLACE',

  /**
   * S3 copies each object onto itself, and encrypts the copy with the default encryption.
   *
   * The copy is a new object, or a new current version:
   *
   * - it has another last-modified date and version ID, and possibly another ETag; lifecycle rules, replication rules, and
   *   event notifications treat it as a new object
   * - noncurrent versions remain, and keep their former encryption
   * - metadata and tags are copied; ACLs (the ACL of each copy is `private`), Object Lock retention periods, legal holds, and
   *   website redirect locations are not
   * - the storage class of the copy is S3 Standard, unless `ObjectSelection.matching()` specifies exactly one storage class
   * - copies fail for objects that are larger than 5 GB, archived, or encrypted with SSE-C
   * - an object that is overwritten while S3 copies it can be replaced by the copy of its former content: pause uploads
   *   that overwrite objects
   *
   * If the bucket may have noncurrent versions, an inventory of current versions must list the objects. See
   * `ObjectSelection.listedIn()` and `neverVersioned`.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-copy-object.html
   * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
   */
  COPY = 'COPY',
}
