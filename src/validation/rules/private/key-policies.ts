import { type AccessRequest, Policy, Principal } from '../../../policy-evaluation';
import { all, any, not, Ternary, Text } from '../../../template';
import { accountOf, type Key } from '../../posture';

const BY_DEFAULT = new WeakMap<Key, Policy>();

/** The policy of a key. Where there is none KMS writes one, which leaves all to the policies of the account. */
export function keyPolicyOf(key: Key): Policy {
  if (key.policyDocument !== undefined) { return key.policyInForce; }
  let policy = BY_DEFAULT.get(key);
  if (!policy) {
    policy = key.inForce(Policy.of({ Statement: [{ Effect: 'Allow', Principal: { AWS: accountOf(key.resource) }, Action: 'kms:*', Resource: '*' }] }));
    BY_DEFAULT.set(key, policy);
  }
  return policy;
}

/** Whether a key policy agrees to a request: it allows it to the caller or to the caller's account, and does not deny it. */
export function agrees(policy: Policy, request: AccessRequest): Ternary {
  return all([policy.allows(request), not(policy.denies(request))]);
}

/** Whether any of some requests is as wanted; the first yes suffices. */
export function anyRequest(requests: Iterable<AccessRequest>, ask: (request: AccessRequest) => Ternary): Ternary {
  return any((function* () {
    for (const request of requests) { yield ask(request); }
  })());
}

/** A role of an account that no policy names, nor any hole: a hole stands for one character at least. */
export function anyRoleOf(account: string | Text): Principal {
  return Principal.role(Text.of('arn:aws:iam::', account, ':role/'), account);
}
