import type { KeyUser } from '../../../../encryption/internal';
import { knownCaller, Principal } from '../../../../policy-evaluation';
import { type Resource, Ternary, type ValueMap } from '../../../../template';
import type { DeclaredEncryption, Key } from '../../../posture';
import { encryptionChoices } from '../../private/encryption-choices';
import { keyGrants } from '../../private/key-grants';
import { cannotTell, type Finding, violation } from '../../rule';

/** Something whose key an AWS service uses in its own name. */
export interface ServiceUse {
  readonly encryption: DeclaredEncryption;
  /** What is encrypted, as messages call it. */
  readonly what: string;
  readonly user: KeyUser;
  /** What AWS documents of the requests, as the `Condition` element of a statement. */
  readonly requests: ValueMap;
  /** What fails without, as a clause. */
  readonly otherwise: string;
  /** Why it cannot be determined whether there is anything to encrypt. */
  readonly doubt?: string;
}

/** Keys of the app whose policies do not let the service use them. */
export function* refusedServices(uses: Iterable<ServiceUse>): Iterable<Finding> {
  for (const use of uses) {
    const keys = new Map<Key, Ternary>();
    for (const { key: { key }, kms, certain } of encryptionChoices(use.encryption)) {
      if (key && kms !== Ternary.NO) { keys.set(key, kms === Ternary.YES && certain ? Ternary.YES : keys.get(key) ?? Ternary.UNKNOWN); }
    }
    for (const [key, used] of keys) { yield* judged(use, key, used); }
  }
}

function* judged({ doubt, user: { kmsActions, principal }, otherwise, requests, what }: ServiceUse, key: Key, used: Ternary): Iterable<Finding> {
  const resource: Resource = key.resource;
  const answers = kmsActions.map((action) => (
    [action, keyGrants(key, { actions: [action], callers: [knownCaller(Principal.service(principal))], condition: requests })] as const));
  const [missing, doubtful] = [Ternary.NO, Ternary.UNKNOWN].map((answer) => answers.flatMap(([action, one]) => (one === answer ? [action] : [])));
  if (missing.length > 0 && used === Ternary.YES && doubt === undefined) {
    yield violation(resource, 'Properties.KeyPolicy',
      `The key policy does not allow ${missing.join(' and ')} to ${principal} for ${what}. Without it, ${otherwise}.`);
  } else if (missing.length + doubtful.length > 0) {
    const reason = missing.length > 0 ? doubt ?? 'it is not known whether the key is used for it' : key.doubt;
    yield cannotTell(resource, 'Properties.KeyPolicy',
      `It cannot be determined whether the key policy allows ${[...missing, ...doubtful].join(' and ')} to ${principal} for ${what}: ${reason}.`);
  }
}
