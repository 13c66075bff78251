import { allows, denies } from './statements';
import { all, any, not, Ternary } from '../../../../template';
import type { Bucket, ObservedDelivery, LogRequests } from '../../../posture';
import { askPolicies } from '../../private/bucket-policies';

/** What the policy of a bucket says to requests that all have to be let in. */
export interface Access {
  readonly granted: Ternary;
  /** Whether one of them is explicitly denied. */
  readonly denied: Ternary;
}

/** Of several policies S3 keeps one, so each has to let the requests in. */
export function access({ target, source }: ObservedDelivery, { requests }: LogRequests): Access {
  const denied = any(requests.flatMap((request) => askPolicies(target, (policy) => denies(policy, request), [source])));
  if (denied === Ternary.YES) { return { granted: Ternary.NO, denied }; }
  const allowed = all(requests.flatMap((request) => askPolicies(target, (policy) => allows(policy, request), [source])));
  return { granted: all([not(denied), allowed]), denied };
}

/** Why it cannot be told what the policy of a bucket says. */
export function doubt(bucket: Bucket): string {
  const { policies, unseenPolicies } = bucket;
  if (unseenPolicies !== undefined) { return unseenPolicies; }
  const conditional = policies.find(({ resource }) => resource.exists === Ternary.UNKNOWN);
  if (conditional) { return `the policy ${conditional.resource.logicalId} is made under the condition ${conditional.resource.condition}`; }
  const problems = policies.flatMap(({ policy }) => policy.problems);
  return problems.length > 0 ? `in its policy, ${problems.join('; ')}` : 'what its policy compares with is known at deployment only, or AWS does not document it';
}
