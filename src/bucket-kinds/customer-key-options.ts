import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * The customer managed key of a directory, table or vector bucket.
 */
export interface CustomerKeyOptions {
  /**
   * The customer managed key. It must be symmetric, enabled, in the Region of the bucket, and identified by its full key ARN.
   *
   * Aliases and AWS managed keys cause an error. The construct adds statements to the key policy for the AWS services that need the key. If the key
   * is imported, a synth warning contains the statements that its policy needs.
   *
   * @default - a new key with automatic rotation, which is retained
   */
  readonly key?: kms.IKey;
}
