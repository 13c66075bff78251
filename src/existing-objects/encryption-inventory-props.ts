import type { aws_s3 as s3, interfaces } from 'aws-cdk-lib';
import type { InventoryField } from './inventory-field';

/**
 * Properties of an `EncryptionInventory`.
 */
export interface EncryptionInventoryProps {
  /**
   * The bucket whose objects are listed: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket of the app. Its
   * inventories are properties of its resource.
   *
   * Its default encryption is read when the inventory is made: set it before.
   */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /**
   * The bucket that the reports go to, in the same Region: with SSE-S3 or a customer managed key. Reports that are
   * encrypted with the AWS managed key `aws/s3` cannot be delivered.
   *
   * The policies of a bucket of the app and of its key are given the statements that S3 needs. For a bucket that is
   * imported a synth warning says which statement it has to have.
   *
   * @default - a new `EncryptedBucket`, which keeps reports for 400 days
   */
  readonly reports?: s3.IBucket;

  /**
   * The folder of the reports, without a slash at its end.
   *
   * @default 'inventory'
   */
  readonly reportsPrefix?: string;

  /**
   * Id of the inventory within the bucket.
   *
   * @default 'encryption'
   */
  readonly inventoryId?: string;

  /**
   * Which objects are listed: those whose keys begin with this.
   *
   * @default - all
   */
  readonly objectsPrefix?: string;

  /**
   * The format of the reports. S3 Batch Operations takes CSV only; Athena reads Parquet and ORC faster.
   *
   * @default s3.InventoryFormat.PARQUET
   */
  readonly format?: s3.InventoryFormat;

  /**
   * How often S3 makes a report.
   *
   * @default s3.InventoryFrequency.WEEKLY
   */
  readonly frequency?: s3.InventoryFrequency;

  /**
   * Whether noncurrent versions are listed. They keep the encryption that they have.
   *
   * @default s3.InventoryObjectVersion.ALL
   */
  readonly objectVersions?: s3.InventoryObjectVersion;

  /**
   * What is listed besides size, date, storage class, encryption status and Bucket Key status.
   *
   * @default - nothing
   */
  readonly additionalFields?: InventoryField[];

  /**
   * Name of an AWS Glue database for the table.
   *
   * @default - a new database
   */
  readonly databaseName?: string;

  /**
   * The Athena workgroup in which the queries are saved.
   *
   * @default - the workgroup `primary`
   */
  readonly workGroup?: string;

  /**
   * Whether S3 Storage Lens gathers the data protection metrics of the bucket, of which requests with SSE-KMS,
   * unsupported signatures and unsupported TLS versions are advanced metrics, which cost extra.
   *
   * @default false
   */
  readonly storageLens?: boolean;
}
