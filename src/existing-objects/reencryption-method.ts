/**
 * How objects are encrypted otherwise.
 */
export enum ReencryptionMethod {
  /**
   * S3 encrypts the data key of each object otherwise. Objects of any size and storage class stay what they are, with
   * their ETag, date and versions.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-update-encryption.html
   */
  UPDATE_IN_PLACE = 'UPDATE_IN_PLACE',

  /**
   * Each object is copied onto itself, and encrypted with the default encryption. The copy is a new object, or a new
   * current version:
   *
   * - it has another last-modified date and version ID, and possibly another ETag; lifecycle rules, replication rules and
   *   event notifications treat it as new
   * - noncurrent versions remain, and keep their former encryption
   * - metadata and tags are copied; ACLs (each copy gets the ACL `private`), Object Lock retention periods, legal holds and
   *   website redirect locations are not
   * - the storage class of the copy is S3 Standard, unless `ObjectSelection.matching()` names exactly one storage class
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
