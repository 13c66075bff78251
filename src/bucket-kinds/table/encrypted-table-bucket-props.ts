import type { RemovalPolicy, aws_s3tables as s3tables } from 'aws-cdk-lib';
import type { TableBucketEncryption } from './table-bucket-encryption';

/**
 * Properties of an `EncryptedTableBucket`.
 */
export interface EncryptedTableBucketProps {
  /**
   * Name of the table bucket, unique in its account and Region.
   *
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-buckets-naming.html
   */
  readonly tableBucketName: string;

  /**
   * The default encryption, which tables inherit when they are created.
   *
   * @default TableBucketEncryption.sseKms()
   */
  readonly encryption?: TableBucketEncryption;

  /**
   * Whether the table bucket policy denies tables, and changes of the default encryption, that specify SSE-S3 or a key that isn't accepted,
   * where the bucket encrypts with SSE-KMS.
   *
   * Tables that specify no encryption are not affected: they inherit that of the bucket. With SSE-S3 there is nothing to deny.
   * To change from SSE-KMS to SSE-S3, set it to `false` in a deployment before: see `TableBucketEncryption.sseS3()`.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the table bucket policy denies requests over plain HTTP.
   *
   * S3 Tables redirects such requests to HTTPS, so the statement protects nothing. Set it to `true` if an audit looks for it.
   *
   * @default false
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * What becomes of the table bucket when it leaves its stack, and of the namespaces and tables that `addTable()` adds.
   *
   * The table bucket policy follows it. A key that the bucket creates is always retained.
   *
   * @default - it is retained, unless the deployment that creates it is rolled back
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * A table of an `EncryptedTableBucket`.
 */
export interface EncryptedTableOptions {
  /** Name of the namespace. It is created with the first table that names it. */
  readonly namespaceName: string;

  /** Name of the table. */
  readonly tableName: string;

  /**
   * Columns, partitions and properties of the Apache Iceberg table. They can't be changed by CloudFormation after the table is created.
   *
   * @default - none: the first writer defines them
   */
  readonly icebergMetadata?: s3tables.CfnTable.IcebergMetadataProperty;
}
