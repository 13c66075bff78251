import type { Pair } from './paired-resources';
import { type Fate, fateOf } from './retention';
import { isToldThroughout } from './values';
import { valueIdentity } from '../../../policy-evaluation';
import type { Resource } from '../../../template';

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
}

/**
 * Whether CloudFormation creates a new resource in place of an existing one. With another logical ID the former one is removed from the
 * stack, and `DeletionPolicy` decides; with a property that cannot be changed, `UpdateReplacePolicy` does.
 */
export function replacementOf({ before, after }: Pair<{ readonly resource: Resource }>): Replacement | undefined {
  if (!before || !after) { return undefined; }
  const [former, present] = [before.resource, after.resource];
  if (former.template !== present.template) {
    return { cause: `it moves from ${former.template} to ${present.template}`, fate: fateOf(former.deletionPolicy), isCertain: true };
  }
  if (former.logicalId !== present.logicalId) {
    return { cause: `its logical ID changes from ${former.logicalId} to ${present.logicalId}`, fate: fateOf(former.deletionPolicy), isCertain: true };
  }
  const values = (REPLACED_WITH[present.type] ?? []).map((path) => path.split('.'))
    .map((path) => [path[0], former.read(...path), present.read(...path)] as const);
  const changed = values.filter(([, one, other]) => valueIdentity(one ?? null) !== valueIdentity(other ?? null));
  if (changed.length === 0) { return undefined; }
  const isCertain = changed.some(([, one, other]) => isToldThroughout(one) && isToldThroughout(other));
  const properties = [...new Set(changed.map(([property]) => property))].join(' and ');
  return { cause: `a change of ${properties} requires replacement`, fate: fateOf(present.updateReplacePolicy), isCertain };
}
