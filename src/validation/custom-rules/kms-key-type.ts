/**
 * Which type of AWS KMS key a template names.
 */
export enum KmsKeyType {
  /** No AWS KMS key. */
  NONE = 'none',
  /** The AWS managed key of a service, such as `aws/s3`, which is also used where SSE-KMS names no key. */
  AWS_MANAGED = 'AWS managed',
  /** A customer managed key, or any key that the template names by its ID or by the ARN with its ID. */
  CUSTOMER_MANAGED = 'customer managed',
  /** The templates don't tell. */
  UNKNOWN = 'unknown',
}
