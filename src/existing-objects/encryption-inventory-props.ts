import type { aws_s3 as s3, interfaces } from 'aws-cdk-lib';
import type { InventoryField } from './inventory-field';

/**
 * Properties of an `EncryptionInventory`.
 */
export interface EncryptionInventoryProps {
  /**
   * The bucket whose objects are listed: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket, created in this app. The inventory
   * is added to the properties of its resource.
   *
   * Its default encryption is read when this construct is created. Set the default encryption before that.
   */
  readonly bucket: interfaces.aws_s3.IBucketRef;

  /**
   * The bucket that receives the reports, in the same Region. It must use SSE-S3 or a customer managed key: S3 can't deliver reports
   * that are encrypted with the AWS managed key `aws/s3`.
   *
   * If the bucket is created in this app, the statements that S3 requires are added to its bucket policy and key policy. If the
   * bucket is imported, a synthesis warning shows the statement that its bucket policy must have.
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
   * The ID of the inventory configuration, which is unique within the bucket.
   *
   * @default 'encryption'
   */
  readonly inventoryId?: string;

  /**
   * The key prefix of the objects to list.
   *
   * @default - all objects
   */
  readonly objectsPrefix?: string;

  /**
   * The format of the reports. S3 Batch Operations supports only CSV. Athena reads Parquet and ORC faster than CSV.
   *
   * @default s3.InventoryFormat.PARQUET
   */
  readonly format?: s3.InventoryFormat;

  /**
   * How often S3 creates a report.
   *
   * @default s3.InventoryFrequency.WEEKLY
   */
  readonly frequency?: s3.InventoryFrequency;

  /**
   * Whether the reports include noncurrent versions. Noncurrent versions keep their current encryption.
   *
   * @default s3.InventoryObjectVersion.ALL
   */
  readonly objectVersions?: s3.InventoryObjectVersion;

  /**
   * The fields to list in addition to size, last-modified date, storage class, encryption status, and Bucket Key status.
   *
   * @default - no additional fields
   */
  readonly additionalFields?: InventoryField[];

  /**
   * The name of an existing AWS Glue database for the table.
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
   * Whether S3 Storage Lens collects the data protection metrics of the bucket.
   *
   * The metrics for requests with SSE-KMS, unsupported signatures, and unsupported TLS versions are advanced metrics, which are
   * billed.
   *
   * @default false
   */
  readonly storageLens?: boolean;
}
