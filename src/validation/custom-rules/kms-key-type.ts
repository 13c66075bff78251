/**
 * The type of KMS key that a template specifies.
 */
export enum KmsKeyType {
  /** No KMS key. */
  NONE = 'none',
  /** The AWS managed key of a service, such as `aws/s3`, which Amazon S3 also uses if SSE-KMS specifies no key. */
  AWS_MANAGED = 'AWS managed',
  /** A customer managed key, or any key that the template specifies by its key ID or key ARN. */
  CUSTOMER_MANAGED = 'customer managed',
  /** The type cannot be determined from the templates. */
  UNKNOWN = 'unknown',
}
