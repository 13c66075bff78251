/**
 * How requests to a bucket must be signed.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policy-s3-sigv4-conditions.html
 */
export enum SignatureVersion {
  /**
   * Signature Version 4 or 4A: requests signed with Signature Version 2 and anonymous requests are denied.
   *
   * Denies by name what is not wanted, so that requests whose signature version S3 does not tell (replication,
   * Multi-Region Access Points) still pass.
   */
  V4 = 'V4',

  /**
   * Only requests of which S3 tells that they are signed with Signature Version 4 or 4A.
   *
   * Also denies requests for which S3 reports no signature version. These can include replication, Batch Operations and
   * Multi-Region Access Points. Calls by AWS services are exempt.
   *
   * `s3:InitiateReplication` and `s3:AllowVendedLogDeliveryForResource` never have a signature version, so S3 Batch Replication
   * (`replicateExisting()`) fails for such a bucket, and so does the delivery of its server access logs to CloudWatch Logs
   * (`AccessLogDelivery`). For buckets that need either, use `V4`.
   */
  V4_ALLOW_LIST = 'V4_ALLOW_LIST',

  /** Signatures are left to S3, which still accepts Signature Version 2 in some Regions, and to public access blocks. */
  ANY = 'ANY',
}
