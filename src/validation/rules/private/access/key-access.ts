import type { ObjectAccess } from './object-access';
import { EncryptionContext } from '../../../../encryption';
import { type AccessRequest, decide, knownCaller, type Principal } from '../../../../policy-evaluation';
import { all, Ternary } from '../../../../template';
import { accountOf, type Bucket, type Key } from '../../../posture';
import { keyGrants, throughS3 } from '../key-grants';
import { anyRequest, keyPolicyOf } from '../key-policies';

/** What a right to use a key fails at. */
export interface KeyVerdict {
  readonly answer: Ternary;
  /** Whether the key's policy is what stands in the way, so that no policy of an identity could help. */
  readonly byKeyPolicy: boolean;
}

/** Whether somebody who may use objects of a bucket may use the key that they are encrypted with, through S3. */
export function keyVerdict(access: ObjectAccess, key: Key, action: string): KeyVerdict {
  const { bucket, objects, subject } = access;
  // Mostly the most ordinary request is granted, and nothing has to be searched for.
  if (isPlainlyGranted(access, key, action)) { return { answer: Ternary.YES, byKeyPolicy: false }; }
  // Whichever form of encryption context is allowed suffices: another rule compares it with the bucket's.
  const requests = { ...throughS3(bucket, objects), actions: [action], callers: [knownCaller(subject.principal)] };
  const answer = keyGrants(key, { ...requests, identity: { ...subject.identityPolicies, resourceAccount: accountOf(key.resource) } });
  return { answer, byKeyPolicy: answer !== Ternary.YES && keyGrants(key, requests) === Ternary.NO };
}

/** Whether the policy of a key lets a service use it for a bucket, in whichever circumstances the policy demands. */
export function keyLetsServiceUse(principal: Principal, key: Key, action: string, bucket: Bucket): Ternary {
  const { condition } = throughS3(bucket);
  return keyGrants(key, { actions: [action], callers: [knownCaller(principal)], condition });
}

function isPlainlyGranted({ bucket, objects, subject }: ObjectAccess, key: Key, action: string): boolean {
  const deciders = { identity: subject.policies, resource: keyPolicyOf(key), resourceAccount: accountOf(key.resource), kind: 'kms' } as const;
  const may = (request: AccessRequest) => all([decide(request, deciders), subject.boundary?.grants(request) ?? Ternary.YES]);
  const { context } = throughS3(bucket);
  const requests = [bucket.arn, ...objects].map((arn): AccessRequest => (
    { principal: subject.principal, action, resource: key.arn, context: { ...context, [EncryptionContext.CONDITION_KEY]: arn } }
  ));
  return anyRequest(requests, may) === Ternary.YES;
}
