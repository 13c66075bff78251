import { isKnownName } from './known-name';
import { isMade } from './made';
import { makerOfUnseen } from './unseen-policies';
import { type BucketKind, DIRECTORY_BUCKETS, TABLE_BUCKETS, VECTOR_BUCKETS } from '../../../encryption/internal';
import { type App, isAbsent, isUnknown, OneOf, optionsOf, type PropertyPath, type Resource, Text, textKey, textOf, type Value } from '../../../template';
import { BucketPolicy } from '../bucket-policy';
import { DeclaredEncryption, type EncryptionPlace } from '../declared-encryption';
import { accountOf, partitionOfResource, regionOf } from '../environment';
import type { KeyReference } from '../key-reference';
import { KindBucket, type KindPolicy, MetadataTable, VectorIndex } from '../kind-bucket';

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
export function kindBucketsOf(app: App, policies: readonly KindPolicy[], readKeys: ReadKeys): KindBucket[] {
  const byBucket = new Map<Resource, BucketPolicy[]>();
  for (const { bucket, policy } of policies) {
    if (bucket) { byBucket.set(bucket, [...byBucket.get(bucket) ?? [], policy]); }
  }
  const unseen = (kind: BucketKind, { template }: Resource): string | undefined => {
    const whose = policies.find((one) => one.kind === kind && one.policy.resource.template === template && mayBeOfAny(one));
    if (whose) { return `it is not known to which ${kind.title} the policy ${whose.policy.resource.logicalId} belongs`; }
    const home = app.template(template);
    const maker = home && makerOfUnseen([kind.policyType], home);
    return maker && `${maker} may make a policy for the ${kind.title} at deployment`;
  };
  return KINDS.flatMap(({ kind, encryption }) => app.ofType(kind.bucketType).filter(isMade)
    .map((resource) => {
      const attached = byBucket.get(resource) ?? [];
      const declared = new DeclaredEncryption(resource, encryption, readKeys);
      return new KindBucket(kind, resource, declared, attached, attached.length > 0 ? undefined : unseen(kind, resource));
    }));
}

/** Whether it is not known which bucket a policy belongs to. */
function mayBeOfAny({ bucket, isOfTable, policy, target }: KindPolicy): boolean {
  if (bucket || isOfTable) { return false; }
  const named = policy.resource.read(target);
  return named === undefined || isUnknown(named) || named instanceof OneOf;
}

/** The policies of directory, table and vector buckets, and of tables, those that are not in the app included. */
export function kindPoliciesOf(app: App): KindPolicy[] {
  const ofBuckets = KINDS.flatMap(({ kind, policyTargets, document }) => app.ofType(kind.policyType).filter(isMade).map((resource): KindPolicy => {
    const bucket = bucketNamedBy(app, resource, policyTargets, kind.bucketType);
    const [target = policyTargets[0]] = policyTargets.filter((property) => resource.written(property) !== undefined);
    const arn = bucket ? bucket.identity.arn : arnOf(kind, resource, textOf(resource.read(target)));
    return { kind, title: kind.title, target, bucket, arn, policy: new BucketPolicy(resource, document), isOfTable: false };
  }));
  const ofTables = app.ofType(TABLE_POLICY).filter(isMade).map((resource): KindPolicy => ({
    kind: TABLE_BUCKETS,
    title: 'table',
    target: 'TableARN',
    bucket: undefined,
    arn: textOf(resource.read('TableARN')),
    policy: new BucketPolicy(resource, 'ResourcePolicy'),
    isOfTable: true,
  }));
  return [...ofBuckets, ...ofTables];
}

const TABLE_POLICY = 'AWS::S3Tables::TablePolicy';

/** The ARN of a bucket that is not in the app, from its name or its ARN. */
function arnOf({ service }: BucketKind, from: Resource, text: string | Text | undefined): string | Text | undefined {
  if (text === undefined || textKey(text).startsWith('arn:')) { return text; }
  return isKnownName(text)
    ? Text.of('arn:', partitionOfResource(from), `:${service}:`, regionOf(from), ':', accountOf(from), ':bucket/', text)
    : undefined;
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

/** Whether S3 Metadata keeps an inventory or annotation table. */
const [ENABLED, DISABLED] = ['ENABLED', 'DISABLED'];

/**
 * The metadata tables that general purpose buckets of an app have, or may have.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metadata-tables-overview.html
 */
export function metadataTablesOf(buckets: readonly { readonly resource: Resource }[], readKeys: ReadKeys): MetadataTable[] {
  return buckets.flatMap(({ resource }) => METADATA_TABLES.flatMap(([property, title]) => {
    const path: PropertyPath = ['MetadataConfiguration', property];
    if (resource.written('MetadataConfiguration') === undefined || isAbsent(resource.read(...path))) { return []; }
    const states = optionsOf(resource.read(...path, 'ConfigurationState') ?? ENABLED);
    if (states.every((state) => state === DISABLED)) { return []; }
    const uncertain = states.find((state) => state !== ENABLED);
    const place = { path: [...path, 'EncryptionConfiguration'], algorithm: 'SseAlgorithm', key: 'KmsKeyArn' };
    const doubt = uncertain === undefined ? undefined : doubtOf(title, uncertain);
    return [new MetadataTable(resource, title, new DeclaredEncryption(resource, place, readKeys), doubt)];
  }));
}

/** @param state One that the table may have, other than being enabled */
function doubtOf(title: string, state: Value): string {
  return `it is not known whether the ${title} is enabled${isUnknown(state) ? `: ${state.reason}` : ''}`;
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
