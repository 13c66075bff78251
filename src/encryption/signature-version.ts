/**
 * The signature versions that a bucket accepts.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/developerguide/bucket-policy-s3-sigv4-conditions.html
 */
export enum SignatureVersion {
  /**
   * Signature Version 4 or 4A: requests signed with Signature Version 2 and anonymous requests are denied.
   *
   * The bucket policy denies only these, so requests for which S3 reports no signature version (replication, Multi-Region Access
   * Points) aren't denied.
   */
  V4 = 'V4',

  /**
   * Only requests for which S3 reports Signature Version 4 or 4A.
   *
   * Also denies requests for which S3 reports no signature version. These can include replication, Batch Operations and
   * Multi-Region Access Points. Calls by AWS services are exempt.
   *
   * `s3:InitiateReplication` and `s3:AllowVendedLogDeliveryForResource` never have a signature version, so S3 Batch Replication
   * (`replicateExisting()`) fails for such a bucket, and so does the delivery of its server access logs to CloudWatch Logs
   * (`AccessLogDelivery`). For buckets that need either, use `V4`.
   */
  V4_ALLOW_LIST = 'V4_ALLOW_LIST',

  /**
   * Any request that S3 accepts: the bucket policy doesn't restrict signatures.
   *
   * S3 still accepts Signature Version 2 in some Regions. Only public access blocks restrict anonymous requests.
   */
  ANY = 'ANY',
}
