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
   * Each object is copied onto itself, and encrypted as default encryption says. It becomes a new object, or a new
   * version, with another date and possibly another ETag.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-copy-object.html
   */
  COPY = 'COPY',
}
