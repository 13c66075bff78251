import type { aws_s3tables as s3tables } from 'aws-cdk-lib';
import {
  type BucketKind, DIRECTORY_BUCKET_NAME, DIRECTORY_BUCKETS, NAMESPACE_NAME, type NameRule, TABLE_BUCKET_NAME, TABLE_BUCKETS, TABLE_NAME,
  VECTOR_BUCKET_NAME, VECTOR_BUCKETS, VECTOR_INDEX_NAME,
} from '../../encryption/internal';
import {
  characters, choice, flag, having, KEY, list, matching, plain, REMOVAL_POLICY, required, type Shape, shape, struct, wholeNumber,
} from '../../shapes';
import type { CustomerKeyOptions } from '../customer-key-options';
import type { DirectoryBucketEncryption } from '../directory/directory-bucket-encryption';
import type { DirectoryBucketZone } from '../directory/directory-bucket-zone';
import type { EncryptedDirectoryBucketAttributes } from '../directory/encrypted-directory-bucket-attributes';
import type { EncryptedDirectoryBucketProps } from '../directory/encrypted-directory-bucket-props';
import type { EncryptedTableBucketAttributes } from '../table/encrypted-table-bucket-attributes';
import type { EncryptedTableBucketProps, EncryptedTableOptions } from '../table/encrypted-table-bucket-props';
import type { TableBucketEncryption, TableBucketKeyOptions, TableBucketSseS3Options } from '../table/table-bucket-encryption';
import type { EncryptedVectorBucketAttributes } from '../vector/encrypted-vector-bucket-attributes';
import type { EncryptedVectorBucketProps, EncryptedVectorIndexOptions } from '../vector/encrypted-vector-bucket-props';
import type { VectorBucketEncryption } from '../vector/vector-bucket-encryption';
import { VectorDistanceMetric } from '../vector/vector-distance-metric';

const named = ({ expression, form }: NameRule): Shape<string> => matching(expression, form);

/** The ARN of one bucket of a kind. */
const arnOf = ({ service, title }: BucketKind): Shape<string> => matching(new RegExp(`^arn:[a-z0-9-]+:${service}:[a-z0-9-]+:[0-9]{12}:bucket/[a-z0-9-]+$`),
  `pass the ARN of one ${title}, of the form arn:aws:${service}:REGION:ACCOUNT:bucket/NAME`);

export const ENCRYPTED_DIRECTORY_BUCKET_ATTRIBUTES = struct<EncryptedDirectoryBucketAttributes>('EncryptedDirectoryBucketAttributes', {
  bucketArn: arnOf(DIRECTORY_BUCKETS),
  bucketName: named(DIRECTORY_BUCKET_NAME),
  encryptionKey: KEY,
});

export const ENCRYPTED_TABLE_BUCKET_ATTRIBUTES = struct<EncryptedTableBucketAttributes>('EncryptedTableBucketAttributes', {
  tableBucketArn: arnOf(TABLE_BUCKETS),
  tableBucketName: named(TABLE_BUCKET_NAME),
  encryptionKey: KEY,
  acceptedKeys: list(KEY, 'KMS keys'),
});

export const ENCRYPTED_VECTOR_BUCKET_ATTRIBUTES = struct<EncryptedVectorBucketAttributes>('EncryptedVectorBucketAttributes', {
  vectorBucketArn: arnOf(VECTOR_BUCKETS),
  vectorBucketName: named(VECTOR_BUCKET_NAME),
  encryptionKey: KEY,
  indexKeys: list(KEY, 'KMS keys'),
});

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

export const TABLE_BUCKET_SSE_S3_OPTIONS = struct<TableBucketSseS3Options>('TableBucketSseS3Options', { acceptedKeys: list(KEY, 'KMS keys') });

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
  namespaceName: required(NAMESPACE),
  tableName: required(named(TABLE_NAME)),
  icebergMetadata: ICEBERG_METADATA,
});

const VECTOR_BUCKET_ENCRYPTION = encryptionOf<VectorBucketEncryption>(VECTOR_BUCKETS, 'VectorBucketEncryption');

export const ENCRYPTED_VECTOR_BUCKET_PROPS = struct<EncryptedVectorBucketProps>('EncryptedVectorBucketProps', {
  vectorBucketName: named(VECTOR_BUCKET_NAME),
  encryption: VECTOR_BUCKET_ENCRYPTION,
  enforceEncryption: flag,
  denyInsecureTransport: flag,
  removalPolicy: REMOVAL_POLICY,
});

export const ENCRYPTED_VECTOR_INDEX_OPTIONS = struct<EncryptedVectorIndexOptions>('EncryptedVectorIndexOptions', {
  dimension: required(wholeNumber(1, 4096)),
  distanceMetric: required(choice<VectorDistanceMetric>(VectorDistanceMetric)),
  indexName: named(VECTOR_INDEX_NAME),
  nonFilterableMetadataKeys: upTo(10, list(characters(1, 63), 'keys of metadata')),
  encryption: VECTOR_BUCKET_ENCRYPTION,
});

/** The name of an index, or a pattern of names. */
export const INDEX_NAME_PATTERN = matching(/^[a-z0-9.*?-]{1,63}$/, 'pass the name of an index, not its ARN, or a pattern such as tenant-*');

/** A list of at most so many elements. */
function upTo<Element>(most: number, of: Shape<Element[]>): Shape<Element[]> {
  return {
    misfits: (value, at) => (Array.isArray(value) && value.length > most ? [{ at, value, fix: `pass at most ${most}` }] : of.misfits(value, at)),
  };
}

/** The encryption of another kind of bucket has the same members. */
function encryptionOf<Encryption>({ title }: BucketKind, type: string): Shape<Encryption> {
  return shape((value) => (value as { _kind?: unknown } | null | undefined)?._kind === title, `use ${type}.sseKms() or ${type}.sseS3()`);
}
