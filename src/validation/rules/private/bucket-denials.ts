import type { AccessRequest } from '../../../policy-evaluation';
import { all, Ternary } from '../../../ternary';
import type { Bucket, BucketPolicy } from '../../posture';

/**
 * Whether a bucket's policy denies a request.
 *
 * Of several policies S3 keeps one, so each has to deny; one that may not be there may not deny.
 */
export function isDenied(bucket: Bucket, request: AccessRequest): Ternary {
  if (bucket.policies.length > 0) { return all(bucket.policies.map((policy) => deniedBy(policy, request, bucket))); }
  // A policy of which it cannot be told whose it is, or that is made at deployment, may be this bucket's.
  return bucket.unattachedPolicies.length > 0 || bucket.unseenPolicies !== undefined ? Ternary.UNKNOWN : Ternary.NO;
}

/** Whether a policy is made whenever its bucket is. */
export function isSurelyThere({ resource }: BucketPolicy, bucket: Bucket): boolean {
  return resource.exists === Ternary.YES || (resource.condition === bucket.resource.condition && resource.template === bucket.resource.template);
}

/**
 * Why it cannot be told whether a bucket's policy denies a request, as a clause. Does not name the bucket's own policy,
 * so that it holds for all buckets that look alike.
 */
export function whyUntold(bucket: Bucket, request: string): string {
  const [unattached] = bucket.unattachedPolicies;
  if (bucket.policies.length === 0 && unattached) {
    return `it is not known to which bucket the policy ${unattached.resource.logicalId} belongs`;
  }
  if (bucket.policies.length === 0 && bucket.unseenPolicies !== undefined) { return bucket.unseenPolicies; }
  const conditional = bucket.policies.find((policy) => !isSurelyThere(policy, bucket));
  if (conditional) { return `the bucket policy is made under the condition ${conditional.resource.condition}`; }
  const problems = bucket.policies.flatMap((policy) => policy.policy.problems);
  return problems.length > 0 ? `in its policy, ${problems.join('; ')}` : `its policy may not deny ${request}`;
}

function deniedBy(policy: BucketPolicy, request: AccessRequest, bucket: Bucket): Ternary {
  const answer = policy.policy.denies(request);
  return answer === Ternary.YES && !isSurelyThere(policy, bucket) ? Ternary.UNKNOWN : answer;
}
