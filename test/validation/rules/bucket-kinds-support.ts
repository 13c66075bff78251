import { bucket, CONDITIONS, PARAMETERS, type Sections } from './support';

export const KEY_ARN = { 'Fn::GetAtt': ['Key', 'Arn'] };

/** What a template declares as the encryption of one of the buckets below: an algorithm and a key. */
export interface Declared {
  readonly algorithm?: unknown;
  readonly key?: unknown;
}

type Properties = { readonly [property: string]: unknown };

function defined(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));
}

export function directoryBucket({ algorithm, key }: Declared, more: Properties = {}) {
  return {
    Type: 'AWS::S3Express::DirectoryBucket',
    Properties: {
      DataRedundancy: 'SingleAvailabilityZone',
      LocationName: 'euw1-az1',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: defined({ SSEAlgorithm: algorithm, KMSMasterKeyID: key }) }],
      },
      ...more,
    },
  };
}

export function tableBucket({ algorithm, key }: Declared, more: Properties = {}) {
  return {
    Type: 'AWS::S3Tables::TableBucket',
    Properties: { TableBucketName: 'tables', EncryptionConfiguration: defined({ SSEAlgorithm: algorithm, KMSKeyArn: key }), ...more },
  };
}

export function vectorBucket({ algorithm, key }: Declared, more: Properties = {}) {
  return { Type: 'AWS::S3Vectors::VectorBucket', Properties: { EncryptionConfiguration: defined({ SseType: algorithm, KmsKeyArn: key }), ...more } };
}

export function vectorIndex({ algorithm, key }: Declared, more: Properties = {}) {
  return {
    Type: 'AWS::S3Vectors::Index',
    Properties: {
      VectorBucketArn: { 'Fn::GetAtt': ['Bucket', 'VectorBucketArn'] },
      DataType: 'float32',
      Dimension: 8,
      DistanceMetric: 'cosine',
      EncryptionConfiguration: defined({ SseType: algorithm, KmsKeyArn: key }),
      ...more,
    },
  };
}

/** A file system of S3 Files, which is always encrypted with AWS KMS. */
export function fileSystem({ key }: Declared) {
  return {
    Type: 'AWS::S3Files::FileSystem',
    Properties: defined({ Bucket: 'arn:aws:s3:::files', RoleArn: 'arn:aws:iam::111122223333:role/files', KmsKeyId: key }),
  };
}

/** A general purpose bucket with an inventory table of S3 Metadata. */
export function withInventoryTable({ algorithm, key }: Declared, state: unknown = 'ENABLED') {
  return bucket({
    MetadataConfiguration: {
      JournalTableConfiguration: { RecordExpiration: { Expiration: 'DISABLED' } },
      InventoryTableConfiguration: { ConfigurationState: state, EncryptionConfiguration: defined({ SseAlgorithm: algorithm, KmsKeyArn: key }) },
    },
  });
}

/** A template with these resources, and a parameter and a condition of which nothing is known. */
export function templateOf(Resources: Sections['Resources']): Sections {
  return { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources };
}

/** Each kind, with how messages call it, and where it has algorithm and key. */
export const KINDS: readonly [title: string, make: (declared: Declared) => object, algorithm: string, key: string][] = [
  ['directory bucket', directoryBucket, 'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.SSEAlgorithm',
    'BucketEncryption.ServerSideEncryptionConfiguration.0.ServerSideEncryptionByDefault.KMSMasterKeyID'],
  ['table bucket', tableBucket, 'EncryptionConfiguration.SSEAlgorithm', 'EncryptionConfiguration.KMSKeyArn'],
  ['vector bucket', vectorBucket, 'EncryptionConfiguration.SseType', 'EncryptionConfiguration.KmsKeyArn'],
  ['vector index', vectorIndex, 'EncryptionConfiguration.SseType', 'EncryptionConfiguration.KmsKeyArn'],
  ['inventory table', withInventoryTable, 'MetadataConfiguration.InventoryTableConfiguration.EncryptionConfiguration.SseAlgorithm',
    'MetadataConfiguration.InventoryTableConfiguration.EncryptionConfiguration.KmsKeyArn'],
];
