/**
 * The TLS versions that S3 supports, with their values for the condition key `s3:TlsVersion`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export enum TlsVersion {
  /** TLS 1.2, which all S3 endpoints support. */
  V1_2 = '1.2',

  /**
   * TLS 1.3.
   *
   * AWS PrivateLink interface endpoints and Multi-Region Access Points might not support it, and S3 Replication and Batch Operations
   * might not use it. Test it with your clients first.
   */
  V1_3 = '1.3',
}
