import type { aws_iam as iam } from 'aws-cdk-lib';

/**
 * Options of `EncryptedBucket.grantSnapshotExport()`.
 */
export interface SnapshotExportOptions {
  /** The role or user of this account that starts the export (`rds:StartExportTask`). */
  readonly starter: iam.IGrantable;

  /**
   * The pattern of the object keys that the export can write, as in policies.
   *
   * @default - all objects (`*`)
   */
  readonly objectKeyPattern?: string;
}
