import { allows, denies } from './statements';
import type { AccessRequest } from '../../../../policy-evaluation';
import { all, any, not, Ternary } from '../../../../ternary';
import type { Bucket, BucketPolicy, LogDelivery, LogRequests } from '../../../posture';

/** What the policy of a bucket says to requests that all have to be let in. */
export interface Access {
  readonly granted: Ternary;
  /** Whether one of them is explicitly denied. */
  readonly denied: Ternary;
}

/** Of several policies S3 keeps one, so each has to let the requests in. */
export function access({ target, source }: LogDelivery, { requests }: LogRequests): Access {
  const denied = any(requests.flatMap((request) => target.policies.map((policy) => {
    const answer = denies(policy, request);
    return answer === Ternary.YES && !isSurelyThere(policy, [target.resource, source]) ? Ternary.UNKNOWN : answer;
  })));
  if (denied === Ternary.YES) { return { granted: Ternary.NO, denied }; }
  const allowed = all(requests.map((request) => allowedBy(target, request, source)));
  return { granted: all([not(denied), allowed]), denied };
}

function allowedBy(target: Bucket, request: AccessRequest, source: LogDelivery['source']): Ternary {
  // A policy of which it cannot be told whose it is may be this bucket's.
  if (target.policies.length === 0) {
    return target.unattachedPolicies.length > 0 || target.unseenPolicies !== undefined ? Ternary.UNKNOWN : Ternary.NO;
  }
  return all(target.policies.map((policy) => {
    const answer = allows(policy, request);
    return answer === Ternary.YES && !isSurelyThere(policy, [target.resource, source]) ? Ternary.UNKNOWN : answer;
  }));
}

/** Whether a policy is made wherever one of the resources is. */
function isSurelyThere({ resource }: BucketPolicy, others: readonly LogDelivery['source'][]): boolean {
  return resource.exists === Ternary.YES
    || others.some((other) => other.template === resource.template && other.condition === resource.condition);
}

/** Why it cannot be told what the policy of a bucket says. */
export function doubt(bucket: Bucket): string {
  const { policies, unattachedPolicies: [unattached] } = bucket;
  if (policies.length === 0 && unattached) { return `it is not known to which bucket the policy ${unattached.resource.logicalId} belongs`; }
  const maker = policies.length === 0 ? bucket.unseenPolicies : undefined;
  if (maker !== undefined) { return maker; }
  const conditional = policies.find(({ resource }) => resource.exists === Ternary.UNKNOWN);
  if (conditional) { return `the policy ${conditional.resource.logicalId} is made under the condition ${conditional.resource.condition}`; }
  const problems = policies.flatMap(({ policy }) => policy.problems);
  return problems.length > 0 ? `in its policy, ${problems.join('; ')}` : 'what its policy compares with is known at deployment only, or AWS does not document it';
}
