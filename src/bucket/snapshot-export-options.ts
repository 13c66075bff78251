import type { aws_iam as iam } from 'aws-cdk-lib';

/**
 * Options of `EncryptedBucket.grantSnapshotExport()`.
 */
export interface SnapshotExportOptions {
  /** The role or user of this account that starts the export: it calls `rds:StartExportTask`. */
  readonly starter: iam.IGrantable;

  /**
   * Which objects the export may write, as the key pattern of a policy.
   *
   * @default - all objects (`*`)
   */
  readonly objectKeyPattern?: string;
}
