/**
 * TLS versions that S3 offers, as the condition key `s3:TlsVersion` compares them.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/amazon-s3-policy-keys.html
 */
export enum TlsVersion {
  /** TLS 1.2: every way to reach S3 offers it. */
  V1_2 = '1.2',

  /**
   * TLS 1.3.
   *
   * PrivateLink interface endpoints and Multi-Region Access Points may not offer it, nor may S3 Replication and
   * Batch Operations use it: try it with your clients first.
   */
  V1_3 = '1.3',
}
