import type { RemovalPolicy, aws_s3tables as s3tables } from 'aws-cdk-lib';
import type { TableBucketEncryption } from './table-bucket-encryption';

/**
 * Properties of an `EncryptedTableBucket`.
 */
export interface EncryptedTableBucketProps {
  /**
   * The name of the table bucket, unique in its account and Region.
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
   * Whether the table bucket policy denies new tables, and changes to the default encryption, that specify SSE-S3 or a key that isn't accepted,
   * if the bucket uses SSE-KMS.
   *
   * Tables that specify no encryption are not affected: they inherit the encryption of the bucket. With SSE-S3, this property has no effect.
   * To change from SSE-KMS to SSE-S3, first set it to `false` in a separate deployment: see `TableBucketEncryption.sseS3()`.
   *
   * @default true
   */
  readonly enforceEncryption?: boolean;

  /**
   * Whether the table bucket policy denies requests over plain HTTP.
   *
   * S3 Tables redirects such requests to HTTPS, so the statement adds no protection. Set it to `true` if an audit requires the statement.
   *
   * @default false
   */
  readonly denyInsecureTransport?: boolean;

  /**
   * The policy to apply when the table bucket is removed from its stack.
   *
   * The removal policy also applies to the table bucket policy, and to the namespaces and tables that `addTable()` adds. A key that the bucket
   * creates is always retained.
   *
   * @default RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE, so that you can deploy again if the deployment that creates the table bucket fails
   */
  readonly removalPolicy?: RemovalPolicy;
}

/**
 * Options for a table of an `EncryptedTableBucket`.
 */
export interface EncryptedTableOptions {
  /** The name of the namespace. It is created with the first table that specifies it. */
  readonly namespaceName: string;

  /** The name of the table. */
  readonly tableName: string;

  /**
   * The columns, partitions and properties of the Apache Iceberg table. CloudFormation can't change them after the table is created.
   *
   * @default - no metadata: the first writer defines it
   */
  readonly icebergMetadata?: s3tables.CfnTable.IcebergMetadataProperty;
}
