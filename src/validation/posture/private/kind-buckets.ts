import { isMade } from './made';
import { type BucketKind, DIRECTORY_BUCKETS, TABLE_BUCKETS, VECTOR_BUCKETS } from '../../../encryption/internal';
import { type App, isAbsent, isUnknown, type PropertyPath, type Resource, type Value } from '../../../template';
import { BucketPolicy } from '../bucket-policy';
import { DeclaredEncryption, type EncryptionPlace } from '../declared-encryption';
import type { KeyReference } from '../key-reference';
import { KindBucket, MetadataTable, VectorIndex } from '../kind-bucket';

type ReadKeys = (value: Value | undefined, from: Resource) => readonly KeyReference[];

/** A kind of bucket, as CloudFormation has it. */
interface KindOfTemplates {
  readonly kind: BucketKind;
  readonly encryption: EncryptionPlace;
  /** The properties of its policy: those that name the bucket, and the one with the document. */
  readonly policyTargets: readonly string[];
  readonly document: string;
}

const OF_VECTORS: EncryptionPlace = { path: ['EncryptionConfiguration'], algorithm: 'SseType', key: 'KmsKeyArn' };

/**
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_S3Express.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_S3Tables.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/AWS_S3Vectors.html
 */
const KINDS: readonly KindOfTemplates[] = [
  {
    kind: DIRECTORY_BUCKETS,
    encryption: {
      path: ['BucketEncryption', 'ServerSideEncryptionConfiguration', 0, 'ServerSideEncryptionByDefault'],
      algorithm: 'SSEAlgorithm',
      key: 'KMSMasterKeyID',
    },
    policyTargets: ['Bucket'],
    document: 'PolicyDocument',
  },
  {
    kind: TABLE_BUCKETS,
    encryption: { path: ['EncryptionConfiguration'], algorithm: 'SSEAlgorithm', key: 'KMSKeyArn' },
    policyTargets: ['TableBucketARN'],
    document: 'ResourcePolicy',
  },
  {
    kind: VECTOR_BUCKETS,
    encryption: OF_VECTORS,
    policyTargets: ['VectorBucketArn', 'VectorBucketName'],
    document: 'Policy',
  },
];

/** The directory, table and vector buckets of an app. */
export function kindBucketsOf(app: App, readKeys: ReadKeys): KindBucket[] {
  return KINDS.flatMap(({ kind, encryption, policyTargets, document }) => {
    const policies = new Map<Resource, BucketPolicy[]>();
    for (const policy of app.ofType(kind.policyType).filter(isMade)) {
      const bucket = bucketNamedBy(app, policy, policyTargets, kind.bucketType);
      if (bucket) { policies.set(bucket, [...policies.get(bucket) ?? [], new BucketPolicy(policy, document)]); }
    }
    return app.ofType(kind.bucketType).filter(isMade)
      .map((resource) => new KindBucket(kind, resource, new DeclaredEncryption(resource, encryption, readKeys), policies.get(resource) ?? []));
  });
}

/** The vector indexes of an app. */
export function vectorIndexesOf(app: App, buckets: readonly KindBucket[], readKeys: ReadKeys): VectorIndex[] {
  return app.ofType('AWS::S3Vectors::Index').filter(isMade).map((resource) => {
    const bucket = bucketNamedBy(app, resource, ['VectorBucketArn', 'VectorBucketName'], VECTOR_BUCKETS.bucketType);
    return new VectorIndex(resource, new DeclaredEncryption(resource, OF_VECTORS, readKeys), buckets.find((one) => one.resource === bucket));
  });
}

const METADATA_TABLES = [
  ['JournalTableConfiguration', 'journal table'],
  ['InventoryTableConfiguration', 'inventory table'],
  ['AnnotationTableConfiguration', 'annotation table'],
] as const;

/**
 * The metadata tables that general purpose buckets of an app have, or may have.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metadata-tables-overview.html
 */
export function metadataTablesOf(buckets: readonly { readonly resource: Resource }[], readKeys: ReadKeys): MetadataTable[] {
  return buckets.flatMap(({ resource }) => METADATA_TABLES.flatMap(([property, title]) => {
    const path: PropertyPath = ['MetadataConfiguration', property];
    if (resource.written('MetadataConfiguration') === undefined || isAbsent(resource.read(...path))) { return []; }
    const place = { path: [...path, 'EncryptionConfiguration'], algorithm: 'SseAlgorithm', key: 'KmsKeyArn' };
    return [new MetadataTable(resource, title, new DeclaredEncryption(resource, place, readKeys))];
  }));
}

/** The bucket that one of some properties names: by its name or its ARN. */
function bucketNamedBy(app: App, from: Resource, properties: readonly string[], type: string): Resource | undefined {
  for (const property of properties) {
    const value = from.read(property);
    const bucket = value === undefined || isUnknown(value) ? undefined : app.resourceAt(value, { from, type });
    if (bucket) { return bucket; }
  }
  return undefined;
}
