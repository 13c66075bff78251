import { Ternary } from '../../../template';
import type { AlikeBucket, AlikePolicy, AlikeResource } from '../../posture';

/**
 * What each policy that can be in force for a bucket answers: never nothing. Of several policies S3 keeps one; a policy
 * that is not seen can answer anything; and one that may not be there may not say yes.
 *
 * Every rule asks the policies of a bucket here, so that no two rules disagree about whether there is a policy.
 *
 * @param along Resources that matter only where they are made: a policy under the same condition is surely there.
 */
export function askPolicies<Policy extends AlikePolicy>(
  bucket: Pick<AlikeBucket, 'resource' | 'unseenPolicies'> & { readonly policies: readonly Policy[] },
  question: (policy: Policy) => Ternary,
  along: readonly AlikeResource<string>[] = [],
): readonly Ternary[] {
  if (bucket.policies.length === 0) { return [bucket.unseenPolicies === undefined ? Ternary.NO : Ternary.UNKNOWN]; }
  return bucket.policies.map((policy) => {
    const answer = question(policy);
    return answer === Ternary.YES && !isSurelyThere(policy, bucket, along) ? Ternary.UNKNOWN : answer;
  });
}

/** Whether a policy is made whenever its bucket is, or one of the other resources. */
export function isSurelyThere({ resource }: AlikePolicy, bucket: Pick<AlikeBucket, 'resource'>, along: readonly AlikeResource<string>[] = []): boolean {
  return [bucket.resource, ...along].some((other) => resource.isMadeWith(other));
}
