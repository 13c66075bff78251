import type { Pair } from './paired-resources';
import { type Fate, fateOf } from './retention';
import { isTold } from './values';
import { valueIdentity } from '../../../policy-evaluation';
import type { Resource } from '../../../template';

/** Properties that CloudFormation changes by a new resource, as its resource types declare. */
const REPLACED_WITH: { readonly [type: string]: readonly string[] | undefined } = {
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix', 'BucketNamespace', 'ObjectLockEnabled'],
  'AWS::KMS::ReplicaKey': ['PrimaryKeyArn'],
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
  const values = (REPLACED_WITH[present.type] ?? []).map((property) => [property, former.read(property), present.read(property)] as const);
  const changed = values.filter(([, one, other]) => valueIdentity(one) !== valueIdentity(other));
  if (changed.length === 0) { return undefined; }
  const isCertain = changed.some(([, one, other]) => isTold(one) && isTold(other));
  return { cause: `a change of ${changed.map(([property]) => property).join(' and ')} requires replacement`, fate: fateOf(present.updateReplacePolicy), isCertain };
}
