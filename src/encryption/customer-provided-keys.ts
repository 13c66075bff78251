/**
 * How a bucket handles uploads with customer-provided keys (SSE-C).
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
 */
export enum CustomerProvidedKeys {
  /** Uploads and replicas with SSE-C are denied. Objects that are already stored with SSE-C can still be read. */
  BLOCKED = 'BLOCKED',

  /** Uploads can use SSE-C. */
  ALLOWED = 'ALLOWED',

  /**
   * Uploads must use SSE-C.
   *
   * AWS services that deliver to the bucket can't use SSE-C, and clients must also send the key with `CompleteMultipartUpload`.
   */
  REQUIRED = 'REQUIRED',
}
