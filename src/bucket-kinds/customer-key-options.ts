import type { aws_kms as kms } from 'aws-cdk-lib';

/**
 * Which customer managed key a directory, table or vector bucket encrypts with.
 */
export interface CustomerKeyOptions {
  /**
   * The customer managed key: symmetric, enabled, in the bucket's Region, and known by its full ARN. Aliases and AWS managed keys cause an error.
   *
   * AWS services that need the key are added to its policy. If the key is imported, a synth warning contains the statements that its policy needs.
   *
   * @default - a key of its own, which rotates and is retained
   */
  readonly key?: kms.IKey;
}
