/**
 * Whether objects may be uploaded with customer-provided keys with each request (SSE-C).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
export enum CustomerProvidedKeys {
  /** Uploads and replicas with SSE-C are refused. Objects that were stored with SSE-C can still be read. */
  BLOCKED = 'BLOCKED',

  /** Uploads may use SSE-C. */
  ALLOWED = 'ALLOWED',

  /**
   * Uploads must use SSE-C.
   *
   * AWS services that deliver into the bucket cannot, and clients must send the key with `CompleteMultipartUpload` too.
   */
  REQUIRED = 'REQUIRED',
}
