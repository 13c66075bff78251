import { bucketPolicyAllowsByItself, keyPolicyAllows, keyPolicyAllowsByItself, roleDenies } from './answers';
import { forEveryObject } from './objects';
import type { KmsRequests } from './requests';
import type { AccessRequest } from '../../../../policy-evaluation';
import { all, any, not, Ternary } from '../../../../template';
import type { Bucket, Key, Role } from '../../../posture';

/** Something that a role has to be allowed. */
export interface Need extends KmsRequests {
  /** The bucket of the app whose policy may allow it as well. */
  readonly bucket?: Bucket;
  /** The key of the app whose policy may allow it as well. */
  readonly key?: Key;
}

/** Whether the role is allowed it, of every object, as far as it is up to the role and to those who may speak for it. */
export function verdictOn(role: Role, { requests, combine, bucket, key }: Need): Ternary {
  const verdict = (request: AccessRequest) => all([not(roleDenies(role, request)), any(allowances(role, request, bucket, key))]);
  return combine(requests.map((request) => forEveryObject(request, verdict)));
}

/** From the likeliest on. */
function* allowances(role: Role, request: AccessRequest, bucket: Bucket | undefined, key: Key | undefined): Iterable<Ternary> {
  yield role.allows(request);
  if (bucket) { yield bucketPolicyAllowsByItself(bucket, request); }
  if (key) { yield keyPolicyAllowsByItself(key, request); }
}

/** Whether the policy of the source's key leaves room for it. */
export function sourceKeyPolicyGrants(key: Key, { requests, combine }: KmsRequests): Ternary {
  return combine(requests.map((request) => keyPolicyAllows(key, request)));
}
