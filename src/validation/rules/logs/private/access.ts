import { allows, denies } from './statements';
import { type AccessRequest, type ContextKeys, knownCaller, Outcome, Principal, Wanted } from '../../../../policy-evaluation';
import { all, any, not, Ternary } from '../../../../template';
import { type Bucket, type BucketPolicy, deliveryKeys, type LogRequests, type ObservedDelivery } from '../../../posture';
import { askPolicies, isSurelyThere } from '../../private/bucket-policies';

/** What the policy of a bucket says to requests that all have to be let in. */
export interface Access {
  readonly granted: Ternary;
  /** Whether one of them is explicitly denied. */
  readonly denied: Ternary;
  /** One that is not granted although others of its kind may be, and the policy that does not. */
  readonly refused?: { readonly request: AccessRequest; readonly policy: BucketPolicy };
}

/**
 * Of several policies S3 keeps one, so each has to let the requests in.
 *
 * What is not known of the keys of objects can turn out to be anything, so yes and no hold for all of them. Otherwise one is
 * searched for that is not granted.
 */
export function access(delivery: ObservedDelivery, { requests }: LogRequests): Access {
  const { target, source } = delivery;
  const denied = any(requests.flatMap((request) => askPolicies(target, (policy) => denies(policy, request), [source])));
  if (denied === Ternary.YES) { return { granted: Ternary.NO, denied }; }
  const allowed = all(requests.flatMap((request) => askPolicies(target, (policy) => allows(policy, request), [source])));
  const granted = all([not(denied), allowed]);
  return granted === Ternary.UNKNOWN ? searched(delivery, requests, denied) : { granted, denied };
}

function searched(delivery: ObservedDelivery, requests: readonly AccessRequest[], denied: Ternary): Access {
  const { target, source } = delivery;
  const policies = target.policies.filter((policy) => isSurelyThere(policy, target, [source]));
  let granted: Ternary = policies.length === target.policies.length && policies.length > 0 ? Ternary.YES : Ternary.UNKNOWN;
  for (const policy of policies) {
    for (const request of requests) {
      const outcome = refusedBy(policy, delivery, request);
      if (outcome instanceof Object) {
        return { granted: Ternary.NO, denied: policy.policy.denies(outcome), refused: { request: outcome, policy } };
      }
      if (outcome === Outcome.UNTOLD) { granted = Ternary.UNKNOWN; }
    }
  }
  return { granted, denied: granted === Ternary.YES ? Ternary.NO : denied };
}

/** One of the requests of a kind that a policy does not grant: for objects, with any key at which the service writes. */
function refusedBy(policy: BucketPolicy, delivery: ObservedDelivery, request: AccessRequest): AccessRequest | Outcome {
  const { target } = delivery;
  const { outcome, request: found } = policy.search.find(Wanted.REFUSED, {
    callers: [knownCaller(request.principal)],
    actions: [{ name: request.action, onObjects: request.resource !== target.arn }],
    resource: target.arn,
    objectKeys: deliveryKeys(delivery),
    context: { ...unsent(policy, request.context, request.principal), ...request.context },
  });
  return outcome === Outcome.FOUND && found !== undefined ? found : outcome;
}

/** What a policy looks at, and the requests of a delivery do not have. */
export function unsent({ conditionKeys }: BucketPolicy, context: ContextKeys = {}, principal?: Principal): ContextKeys {
  const given = new Set([context, principal?.context ?? {}, OF_SERVICES].flatMap((keys) => Object.keys(keys)).map((key) => key.toLowerCase()));
  return Object.fromEntries([...conditionKeys.keys()].filter((key) => !given.has(key)).map((key) => [key, null]));
}

/** These follow from who the service is, or from whom it writes for. */
const OF_SERVICES: ContextKeys = { ...Principal.service('').context, 'aws:SourceArn': null, 'aws:SourceAccount': null };

/** Why it cannot be determined what the policy of a bucket says. */
export function doubt(bucket: Bucket): string {
  const { policies, unseenPolicies } = bucket;
  if (unseenPolicies !== undefined) { return unseenPolicies; }
  const conditional = policies.find(({ resource }) => resource.exists === Ternary.UNKNOWN);
  if (conditional) { return `the policy ${conditional.resource.logicalId} is created under the condition ${conditional.resource.condition}`; }
  const problems = policies.flatMap(({ policy }) => policy.problems);
  return problems.length > 0 ? `in its policy, ${problems.join('; ')}` : 'what its policy compares with is known at deployment only, or AWS does not document it';
}
