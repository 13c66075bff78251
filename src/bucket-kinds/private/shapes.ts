import type { aws_s3tables as s3tables } from 'aws-cdk-lib';
import {
  type BucketKind, DIRECTORY_BUCKET_NAME, DIRECTORY_BUCKETS, NAMESPACE_NAME, type NameRule, TABLE_BUCKET_NAME, TABLE_BUCKETS, TABLE_NAME,
} from '../../encryption/internal';
import { flag, having, KEY, list, matching, plain, REMOVAL_POLICY, required, type Shape, shape, struct } from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import type { DirectoryBucketEncryption } from '../directory/directory-bucket-encryption';
import type { DirectoryBucketZone } from '../directory/directory-bucket-zone';
import type { EncryptedDirectoryBucketProps } from '../directory/encrypted-directory-bucket-props';
import type { EncryptedTableBucketProps, EncryptedTableOptions } from '../table/encrypted-table-bucket-props';
import type { TableBucketEncryption, TableBucketKeyOptions } from '../table/table-bucket-encryption';

const named = ({ expression, form }: NameRule): Shape<string> => matching(expression, form);

export const CUSTOMER_KEY_OPTIONS = struct<CustomerKeyOptions>('CustomerKeyOptions', { key: KEY });

const DIRECTORY_BUCKET_ENCRYPTION = encryptionOf<DirectoryBucketEncryption>(DIRECTORY_BUCKETS, 'DirectoryBucketEncryption');

const DIRECTORY_BUCKET_ZONE: Shape<DirectoryBucketZone> = having('a DirectoryBucketZone, for example DirectoryBucketZone.availabilityZone()', 'zoneId', 'dataRedundancy');

export const ENCRYPTED_DIRECTORY_BUCKET_PROPS = struct<EncryptedDirectoryBucketProps>('EncryptedDirectoryBucketProps', {
  zone: required(DIRECTORY_BUCKET_ZONE),
  bucketName: named(DIRECTORY_BUCKET_NAME),
  encryption: DIRECTORY_BUCKET_ENCRYPTION,
  enforceEncryption: flag,
  denyInsecureTransport: flag,
  removalPolicy: REMOVAL_POLICY,
});

export const TABLE_BUCKET_KEY_OPTIONS = struct<TableBucketKeyOptions>('TableBucketKeyOptions', { key: KEY, acceptedKeys: list(KEY, 'KMS keys') });

export const ENCRYPTED_TABLE_BUCKET_PROPS = struct<EncryptedTableBucketProps>('EncryptedTableBucketProps', {
  tableBucketName: required(named(TABLE_BUCKET_NAME)),
  encryption: encryptionOf<TableBucketEncryption>(TABLE_BUCKETS, 'TableBucketEncryption'),
  enforceEncryption: flag,
  denyInsecureTransport: flag,
  removalPolicy: REMOVAL_POLICY,
});

export const NAMESPACE = named(NAMESPACE_NAME);

const ICEBERG_METADATA: Shape<s3tables.CfnTable.IcebergMetadataProperty> = plain('an s3tables.CfnTable.IcebergMetadataProperty');

export const ENCRYPTED_TABLE_OPTIONS = struct<EncryptedTableOptions>('EncryptedTableOptions', {
  namespace: required(NAMESPACE),
  tableName: required(named(TABLE_NAME)),
  icebergMetadata: ICEBERG_METADATA,
});

/** The encryption of another kind of bucket has the same members. */
function encryptionOf<Encryption>({ title }: BucketKind, type: string): Shape<Encryption> {
  return shape((value) => (value as { _kind?: unknown } | null | undefined)?._kind === title, `use ${type}.sseKms() or ${type}.sseS3()`);
}
