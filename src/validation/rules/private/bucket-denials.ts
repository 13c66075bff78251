import { isSurelyThere } from './bucket-policies';
import type { Bucket } from '../../posture';

/**
 * Why it cannot be determined whether a bucket's policy denies a request, as a clause. What is wrong with a policy may name the
 * bucket, so it is asked of each bucket.
 */
export function whyUntold(bucket: Bucket, { reason, untold }: { readonly untold?: string; readonly reason?: string }): string {
  if (bucket.unseenPolicies !== undefined) { return bucket.unseenPolicies; }
  const conditional = bucket.policies.find((policy) => !isSurelyThere(policy, bucket));
  if (conditional) { return `the bucket policy is created under the condition ${conditional.resource.condition}`; }
  const problems = bucket.policies.flatMap((policy) => policy.policy.problems);
  return problems.length > 0 ? `in its policy, ${problems.join('; ')}` : reason ?? `its policy may not deny ${untold}`;
}

/** More statements than these are no help in a message. */
const MOST_STATEMENTS = 2;

/** What nearly denies a request that gets through, as sentences behind the one that names it. */
export function nearlyDenied({ nearly = [] }: { readonly nearly?: readonly string[] }): string {
  return nearly.slice(0, MOST_STATEMENTS).map((sentence) => ` ${sentence}`).join('');
}
