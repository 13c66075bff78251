import { agrees, keyPolicyOf } from './key-policies';
import { viaS3 } from './strangers';
import { EncryptionContext } from '../../../encryption';
import { type AccessRequest, Outcome, PolicySearch, type RequestSpace, type SearchResult, Wanted } from '../../../policy-evaluation';
import { memo, Ternary, Text, type ValueMap } from '../../../template';
import { accountOf, type Bucket, type Key } from '../../posture';

/** Requests to use a key. */
export interface KeyRequests extends Omit<RequestSpace, 'actions' | 'resource'> {
  /** Any of them; without wildcards. */
  readonly actions: readonly string[];
}

/** A search through the policy of a key. Where there is none KMS writes one, which leaves all to the policies of the account. */
export const searchOf = memo((key: Key): PolicySearch => (key.policyDocument === undefined
  ? new PolicySearch({ Statement: [{ Effect: 'Allow', Principal: { AWS: accountOf(key.resource) }, Action: 'kms:*', Resource: '*' }] })
  : key.search));

// docs/decisions/0067
/** Looks for a request to use a key that its policy grants: to the caller, or by leaving it to the policies of the caller's account. */
function findGranted(key: Key, requests: KeyRequests): SearchResult {
  return searchOf(key).find(Wanted.GRANTED, spaceOf(key, requests));
}

/** Looks for one that its policy does not grant. */
export function findRefused(key: Key, requests: KeyRequests): SearchResult {
  return searchOf(key).find(Wanted.REFUSED, spaceOf(key, requests));
}

function spaceOf(key: Key, { actions, ...space }: KeyRequests): RequestSpace {
  return { ...space, actions: actions.map((name) => ({ name, onObjects: false })), resource: key.arn };
}

/** Whether there is such a request. */
export function keyGrants(key: Key, requests: KeyRequests): Ternary {
  switch (findGranted(key, requests).outcome) {
    case Outcome.FOUND: return Ternary.YES;
    case Outcome.UNTOLD: return Ternary.UNKNOWN;
    // More may be added to the policy at deployment.
    case Outcome.NONE: return key.unseenPolicy === undefined ? Ternary.NO : Ternary.UNKNOWN;
  }
}

/** Whether the policy of a key grants the most ordinary of some requests, which mostly needs no search. */
export function plainlyGrants(key: Key, request: AccessRequest): boolean {
  return agrees(keyPolicyOf(key), request) === Ternary.YES;
}

/**
 * What S3 asks of AWS KMS for objects of a bucket, with and without a Bucket Key.
 *
 * @param objects Patterns of their ARNs.
 */
export function throughS3(bucket: Bucket, objects: readonly (string | Text)[] = [Text.of(bucket.arn, '/*')]): Pick<RequestSpace, 'context'> & { readonly condition: ValueMap } {
  return {
    context: { 'kms:ViaService': viaS3(bucket.resource), 'aws:SecureTransport': 'true' },
    condition: { StringLike: { [EncryptionContext.CONDITION_KEY]: [bucket.arn, ...objects] } },
  };
}
