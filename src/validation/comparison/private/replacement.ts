import type { Pair } from './paired-resources';
import { type Fate, fateOf } from './retention';
import { isTold, isToldThroughout } from './values';
import { valueIdentity } from '../../../policy-evaluation';
import { isAbsent, type Resource, Ternary } from '../../../template';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** One by one: whether one of them is known to change doesn't depend on the other. */
const VECTOR_ENCRYPTION = ['EncryptionConfiguration.SseType', 'EncryptionConfiguration.KmsKeyArn'];

/** Properties that CloudFormation changes by a new resource, as its resource types declare. */
const REPLACED_WITH: { readonly [type: string]: readonly string[] | undefined } = {
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::KMS::ReplicaKey': ['PrimaryKeyArn'],
  'AWS::S3Express::DirectoryBucket': ['BucketName', 'LocationName', 'DataRedundancy'],
  'AWS::S3Tables::TableBucket': ['TableBucketName'],
  'AWS::S3Vectors::VectorBucket': ['VectorBucketName', ...VECTOR_ENCRYPTION],
  'AWS::S3Vectors::Index': [
    'IndexName', 'VectorBucketArn', 'VectorBucketName', 'DataType', 'Dimension', 'DistanceMetric', 'MetadataConfiguration', ...VECTOR_ENCRYPTION,
  ],
  'AWS::S3Files::FileSystem': ['Bucket', 'Prefix', 'ClientToken', 'KmsKeyId', 'RoleArn', 'AcceptBucketWarning'],
};

/** The properties with names that another resource cannot have at the same time. */
const NAMES: { readonly [type: string]: string | undefined } = {
  'AWS::S3::Bucket': 'BucketName',
  'AWS::S3Express::DirectoryBucket': 'BucketName',
  'AWS::S3Tables::TableBucket': 'TableBucketName',
  'AWS::S3Vectors::VectorBucket': 'VectorBucketName',
  'AWS::S3Vectors::Index': 'IndexName',
};

/** A resource that CloudFormation creates anew. */
export interface Replacement {
  /** What changes, as a clause. */
  readonly cause: string;
  /** What becomes of the former one. */
  readonly fate: Fate;
  /** Whether it is known that the property changes. */
  readonly isCertain: boolean;
  /** Whether the new one has the name of the existing one: CloudFormation creates it first, which then fails. */
  readonly nameTaken: Ternary;
}

/**
 * Whether CloudFormation creates a new resource in place of an existing one. With another logical ID the former one is removed from the
 * stack, and `DeletionPolicy` decides; with a property that cannot be changed, `UpdateReplacePolicy` does.
 */
export function replacementOf({ before, after }: Pair<{ readonly resource: Resource }>): Replacement | undefined {
  if (!before || !after) { return undefined; }
  const [former, present] = [before.resource, after.resource];
  if (former.template !== present.template) {
    return { cause: `it moves from ${former.template} to ${present.template}`, fate: fateOf(former.deletionPolicy), isCertain: true, nameTaken: Ternary.NO };
  }
  const nameTaken = isNameTaken(former, present);
  if (former.logicalId !== present.logicalId) {
    return { cause: `its logical ID changes from ${former.logicalId} to ${present.logicalId}`, fate: fateOf(former.deletionPolicy), isCertain: true, nameTaken };
  }
  const values = (REPLACED_WITH[present.type] ?? []).map((path) => path.split('.'))
    .map((path) => [path[0], former.read(...path), present.read(...path)] as const);
  const changed = values.filter(([, one, other]) => valueIdentity(one ?? null) !== valueIdentity(other ?? null));
  if (changed.length === 0) { return undefined; }
  const isCertain = changed.some(([, one, other]) => isToldThroughout(one) && isToldThroughout(other));
  const properties = [...new Set(changed.map(([property]) => property))].join(' and ');
  return { cause: `a change of ${properties} requires replacement`, fate: fateOf(present.updateReplacePolicy), isCertain, nameTaken };
}

function isNameTaken(before: Resource, after: Resource): Ternary {
  const property = NAMES[after.type];
  if (property === undefined) { return Ternary.NO; }
  const [former, present] = [before.read(property), after.read(property)];
  if (isAbsent(present) || valueIdentity(former) !== valueIdentity(present)) { return Ternary.NO; }
  const bucketOf = (resource: Resource) => valueIdentity([resource.read('VectorBucketArn') ?? null, resource.read('VectorBucketName') ?? null]);
  if (after.type === 'AWS::S3Vectors::Index' && bucketOf(before) !== bucketOf(after)) { return Ternary.NO; }
  return isTold(present) ? Ternary.YES : Ternary.UNKNOWN;
}

/** What is replaced, in the words of a report. */
export interface Replaced {
  readonly title: string;
  /** What CloudFormation creates instead. */
  readonly successor: string;
  /** If it is certain. */
  readonly effect: Effect;
  /** What becomes of the existing one, as a sentence. */
  readonly consequence: string;
}

// docs/decisions/0104
/** What reports say of a replacement. Nothing is lost if an update fails. */
export function replacementChange({ cause, fate, isCertain, nameTaken }: Replacement, { title, successor, effect, consequence }: Replaced): Omit<Change, 'subject'> {
  if (nameTaken === Ternary.YES) {
    return {
      aspect: 'replacement',
      effect: Effect.OTHER,
      before: null,
      after: isCertain ? 'update fails' : 'update may fail',
      note: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}, and the name of the ${title} is taken.`,
    };
  }
  const isSure = isCertain && nameTaken === Ternary.NO;
  return {
    aspect: 'replacement',
    effect: isSure ? effect : Effect.UNDETERMINED,
    before: fate,
    after: isSure ? 'replaced' : 'may be replaced',
    note: `CloudFormation ${isSure ? 'creates' : 'may create'} ${successor}, because ${cause}. ${nameTaken === Ternary.NO ? '' : 'The update fails if its name is taken. '}${consequence}`,
  };
}
