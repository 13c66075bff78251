import { namePropertiesOf, sameName, samePlaceOfNames } from './names';
import type { Pair } from './paired-resources';
import { type Fate, fateOf } from './retention';
import type { InOneUpdate } from './root-stacks';
import { sameValue } from './same-values';
import { valueIdentity } from '../../../policy-evaluation';
import { all, isAbsent, known, type Resource, Ternary } from '../../../template';
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
  /** Whether it moves to another stack, so that its name is taken only if the existing one is retained. */
  readonly isTakenIfRetained?: boolean;
}

/** What a resource is in, so that its name can be used again elsewhere. */
export interface Container {
  /** The properties that name it. */
  readonly properties: readonly string[];
  /** Whether it is the same before and after. */
  readonly isSame: Ternary;
}

/**
 * Whether CloudFormation creates a new resource in place of an existing one. With another logical ID the former one is removed from the
 * stack, and `DeletionPolicy` decides; with a property that cannot be changed, `UpdateReplacePolicy` does.
 */
export function replacementOf(
  { before, after }: Pair<{ readonly resource: Resource }>, inOneUpdate: InOneUpdate, container?: Container,
): Replacement | undefined {
  if (!before || !after) { return undefined; }
  const [former, present] = [before.resource, after.resource];
  const isSameStack = former.template === present.template;
  const isNamedAlike = all([sameName(former, present, isSameStack), container?.isSame ?? Ternary.YES]);
  if (!isSameStack) {
    const fate = fateOf(former.deletionPolicy);
    const isFirst = !inOneUpdate(former, present);
    const nameTaken = all([isNamedAlike, samePlaceOfNames(former, present), isFirst ? isKept(fate, former) : Ternary.YES]);
    return { cause: `it moves from ${former.template} to ${present.template}`, fate, isCertain: true, nameTaken, isTakenIfRetained: isFirst };
  }
  if (former.logicalId !== present.logicalId) {
    const cause = `its logical ID changes from ${former.logicalId} to ${present.logicalId}`;
    return { cause, fate: fateOf(former.deletionPolicy), isCertain: true, nameTaken: isNamedAlike };
  }
  const changed = changesOf(former, present, container);
  if (changed.length === 0) { return undefined; }
  return {
    cause: `a change of ${[...new Set(changed.map(({ property }) => property))].join(' and ')} requires replacement`,
    fate: fateOf(present.updateReplacePolicy),
    isCertain: changed.some(({ isSame }) => isSame === Ternary.NO),
    // If only names change, it is replaced because they differ.
    nameTaken: changed.every(({ isOfName }) => isOfName) ? Ternary.NO : isNamedAlike,
  };
}

/** Whether one that moves to another stack keeps its name, if the former stack is deployed first. */
function isKept(fate: Fate, { type }: Resource): Ternary {
  // A key that is deleted waits for its deletion.
  const mayWait = fate === 'deleted' && type === 'AWS::KMS::ReplicaKey';
  return fate === 'unknown' || mayWait ? Ternary.UNKNOWN : known(fate === 'retained');
}

interface ChangedProperty {
  readonly property: string;
  /** Whether it has the same value nevertheless. */
  readonly isSame: Ternary;
  /** Whether it changes if and only if the resource gets another name, or comes into something else. */
  readonly isOfName: boolean;
}

/** The properties that change, or may change, and that CloudFormation changes by a new resource. */
function changesOf(former: Resource, present: Resource, container: Container | undefined): readonly ChangedProperty[] {
  const names = namePropertiesOf(present);
  return (REPLACED_WITH[present.type] ?? []).flatMap((path) => {
    const [property, ...rest] = path.split('.');
    const [one, other] = [former.read(property, ...rest), present.read(property, ...rest)];
    if (valueIdentity(one ?? null) === valueIdentity(other ?? null)) { return []; }
    const isOfContainer = container?.properties.includes(property) ?? false;
    const isOnBothSides = !isAbsent(one) && !isAbsent(other);
    const isSame = isOfContainer && isOnBothSides ? container!.isSame : sameValue(one, other);
    return isSame === Ternary.YES ? [] : [{ property, isSame, isOfName: isOnBothSides && (isOfContainer || names.includes(property)) }];
  });
}

/** What is replaced, in the words of a report. */
export interface Replaced {
  readonly title: string;
  /** Why an update fails, if it is not because a name is taken; as a clause. */
  readonly conflict?: string;
  /** What CloudFormation creates instead. */
  readonly successor: string;
  /** If it is certain. */
  readonly effect: Effect;
  /** What becomes of the existing one, as a sentence. */
  readonly consequence: string;
}

// docs/decisions/0104
/** What reports say of a replacement. Nothing is lost if an update fails. */
export function replacementChange(replacement: Replacement, { title, conflict, successor, effect, consequence }: Replaced): Omit<Change, 'subject'> {
  const { cause, fate, isCertain, isTakenIfRetained = false, nameTaken } = replacement;
  if (nameTaken === Ternary.YES) {
    return {
      aspect: 'replacement',
      effect: Effect.OTHER,
      before: null,
      after: isCertain ? 'update fails' : 'update may fail',
      note: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}, and ${conflict ?? `the name of the ${title} is taken`}${isTakenIfRetained ? ', because the existing one is retained' : ''}.`,
    };
  }
  const isSure = isCertain && nameTaken === Ternary.NO;
  return {
    aspect: 'replacement',
    effect: isSure ? effect : Effect.UNDETERMINED,
    before: fate,
    after: isSure ? 'replaced' : 'may be replaced',
    note: `CloudFormation ${isSure ? 'creates' : 'may create'} ${successor}, because ${cause}. ${nameTaken === Ternary.NO ? '' : `The update fails if ${conflict ?? 'its name is taken'}. `}${consequence}`,
  };
}
