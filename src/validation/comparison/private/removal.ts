import type { Pair } from './paired-resources';
import { type Fate, fateOf } from './retention';
import { Effect as StatementEffect } from '../../../policy-evaluation';
import { type Resource, Ternary } from '../../../template';
import { Bucket, type Key, type Posture } from '../../posture';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

type Removal = Pick<Change, 'aspect' | 'effect' | 'before' | 'after'> & { readonly note: string };

const CONSEQUENCES: { readonly [kind in 'bucket' | 'key']: { readonly [fate in Fate]: string } } = {
  bucket: {
    retained: 'CloudFormation retains the existing bucket and its objects, and no longer manages it.',
    deleted: 'CloudFormation deletes the existing bucket, which fails if the bucket contains objects.',
    unknown: 'It is not known whether CloudFormation deletes the existing bucket.',
  },
  key: {
    retained: 'CloudFormation retains the existing key, and no longer manages it.',
    deleted: 'CloudFormation schedules the existing key for deletion: after that, data that is encrypted with it can\'t be decrypted.',
    unknown: 'It is not known whether CloudFormation schedules the existing key for deletion.',
  },
};

/** What becomes of a resource that a stack no longer has. */
interface Consequence {
  readonly note: string;
  /** Whether data or its protection is lost; nothing where it is not known. */
  readonly isLoss: boolean | undefined;
}

/** What CDK makes for `autoDeleteObjects`. */
const AUTO_DELETE = 'Custom::S3AutoDeleteObjects';

// docs/decisions/0104
/**
 * What becomes of a bucket with its objects and the protection that its policy gives them, or of a key and what is encrypted with it.
 *
 * @param posture That of the templates before the change
 * @param policyFateOf What becomes of the policy of the bucket
 */
function consequenceOf(one: Bucket | Key, fate: Fate, posture: Posture, policyFateOf: (policy: Resource) => Fate): Consequence {
  if (!(one instanceof Bucket)) {
    return { note: CONSEQUENCES.key[fate], isLoss: fate === 'unknown' ? undefined : fate === 'deleted' };
  }
  const deleter = posture.ofType(AUTO_DELETE).find((resource) => posture.bucketAt(resource.read('BucketName'), resource) === one);
  if (deleter && fate === 'deleted') {
    return { note: `The custom resource ${deleter.logicalId} deletes all objects in the existing bucket, and CloudFormation deletes the bucket.`, isLoss: true };
  }
  const lost = fate === 'retained' ? lostDenials(one, policyFateOf) : undefined;
  if (lost === undefined) { return { note: CONSEQUENCES.bucket[fate], isLoss: false }; }
  return {
    note: `${CONSEQUENCES.bucket[fate]} ${lost.isKnown ? 'It deletes' : 'It may delete'} the bucket policy ${lost.policy.logicalId}, so requests that it denies are no longer denied.`,
    isLoss: lost.isKnown ? true : undefined,
  };
}

/** The policy that a retained bucket loses, if it denies something. */
function lostDenials(
  { policies }: Bucket, policyFateOf: (policy: Resource) => Fate,
): { readonly policy: Resource; readonly isKnown: boolean } | undefined {
  const lost = policies.find(({ resource, policy }) => (
    policyFateOf(resource) !== 'retained' && policy.statements.some(({ effect }) => effect === StatementEffect.DENY)
  ));
  return lost && { policy: lost.resource, isKnown: policyFateOf(lost.resource) === 'deleted' };
}

/** The same for one that is replaced: its policy is removed, or replaced with it. */
export function consequenceOfReplacement(one: Bucket | Key, fate: Fate, posture: Posture): string {
  return consequenceOf(one, fate, posture, ({ deletionPolicy, updateReplacePolicy }) => {
    const fates = [fateOf(deletionPolicy), fateOf(updateReplacePolicy)];
    return fates[0] === fates[1] ? fates[0] : 'unknown';
  }).note;
}

/** A bucket or key that is removed. */
export function removalOf(one: Bucket | Key, posture: Posture): Removal {
  const fate = fateOf(one.resource.deletionPolicy);
  const { note, isLoss } = consequenceOf(one, fate, posture, ({ deletionPolicy }) => fateOf(deletionPolicy));
  const effect = isLoss === undefined ? Effect.UNDETERMINED : isLoss ? Effect.WEAKER : Effect.OTHER;
  return { aspect: 'removed', effect, before: null, after: fate, note };
}

/**
 * A resource that was always created, and that a condition may now leave out.
 *
 * @param removal What becomes of it then
 */
export function possibleRemoval(
  { before, after }: Required<Pair<{ readonly resource: Resource }>>, removal: () => Pick<Removal, 'after' | 'note'>,
): Removal | undefined {
  const { condition, exists } = after.resource;
  if (before.resource.exists !== Ternary.YES || exists === Ternary.YES) { return undefined; }
  const { note, after: fate } = removal();
  return {
    aspect: 'removed',
    effect: Effect.UNDETERMINED,
    before: null,
    after: fate,
    note: `The condition ${condition} determines at deployment whether the resource remains in the stack. If it doesn't: ${note}`,
  };
}
