import type { ObjectAccess } from './object-access';
import { EncryptionContext } from '../../../../encryption';
import { type AccessRequest, type ContextKeys, decide, type Principal } from '../../../../policy-evaluation';
import { all, Ternary, Text, textKey, type Value, type ValueMap } from '../../../../template';
import { accountOf, type Bucket, entriesOf, type Key, statementsOf } from '../../../posture';
import { agrees, anyRequest, keyPolicyOf } from '../key-policies';
import { circumstancesOf } from '../statement-circumstances';
import { viaS3 } from '../strangers';

const CONTEXT_KEY = EncryptionContext.CONDITION_KEY.toLowerCase();

/** Condition keys whose values follow from the request, whatever a statement would like them to be. */
const GIVEN = new Set(['kms:viaservice', 'kms:calleraccount', 'kms:grantisforawsresource', 'aws:sourcearn', 'aws:sourceaccount', CONTEXT_KEY]);

/** What a right to use a key fails at. */
export interface KeyVerdict {
  readonly answer: Ternary;
  /** Whether the key's policy is what stands in the way, so that no policy of an identity could help. */
  readonly byKeyPolicy: boolean;
}

/** Whether somebody who may use objects of a bucket may use the key that they are encrypted with, through S3. */
export function keyVerdict({ subject, bucket, objects }: ObjectAccess, key: Key, action: string): KeyVerdict {
  const policy = keyPolicyOf(key);
  const resourceAccount = accountOf(key.resource);
  const within = (request: AccessRequest) => subject.boundary?.allows(request) ?? Ternary.YES;
  const may = (request: AccessRequest) =>
    all([decide(request, { identity: subject.policies, resource: policy, resourceAccount, kind: 'kms' }), within(request)]);
  const documents = () => [key.policyDocument, ...subject.sources.map(({ resource, path }) => resource.read(...path))];
  const requests = () => requestsFor(subject.principal, action, key, bucket, objects, documents);
  const answer = anyRequest(requests(), may);
  const isRefused = answer !== Ternary.YES && anyRequest(requests(), (request) => agrees(policy, request)) === Ternary.NO;
  return { answer, byKeyPolicy: isRefused };
}

/** Whether the policy of a key lets a service use it for a bucket, in whatever circumstances the policy demands. */
export function keyLetsServiceUse(principal: Principal, key: Key, action: string, bucket: Bucket): Ternary {
  const policy = keyPolicyOf(key);
  const requests = statementsOf(key.policyDocument ?? null).map((statement) => (
    { principal, action, resource: key.arn, context: { [CONTEXT_KEY]: bucket.arn, ...circumstancesOf(statement) } }
  ));
  return anyRequest(requests, (request) => agrees(policy, request));
}

/**
 * What S3 asks of AWS KMS in somebody's name: as it is, and with what statements about keys demand besides. Whichever form
 * of encryption context is allowed suffices: another rule compares it with the bucket's.
 */
function* requestsFor(
  principal: Principal, action: string, key: Key, bucket: Bucket, objects: readonly (string | Text)[],
  documents: () => readonly (Value | undefined)[],
): Iterable<AccessRequest> {
  const own: ContextKeys = { 'kms:ViaService': viaS3(bucket.resource), 'aws:SecureTransport': 'true' };
  const arns = [bucket.arn, ...objects];
  for (const arn of arns) { yield { principal, action, resource: key.arn, context: { ...own, [CONTEXT_KEY]: arn } }; }
  // Mostly the first is allowed, and nobody needs to know what statements demand.
  for (const statement of documents().flatMap((document) => statementsOf(document ?? null)).filter(isAboutKeys)) {
    const demanded = circumstancesOf(statement);
    const named = demanded[CONTEXT_KEY];
    const others = Object.fromEntries(Object.entries(demanded).filter(([name]) => !GIVEN.has(name)));
    for (const arn of isWithin(named, bucket) ? [named] : arns) {
      yield { principal, action, resource: key.arn, context: { ...others, ...own, [CONTEXT_KEY]: arn } };
    }
  }
}

function isAboutKeys({ Effect, Action, NotAction, Condition }: ValueMap): boolean {
  return Effect === 'Allow' && Condition !== undefined
    && (NotAction !== undefined || entriesOf(Action).some((action) => typeof action !== 'string' || /^(?:kms:|\*)/i.test(action)));
}

function isWithin(context: unknown, { arn }: Bucket): context is string | Text {
  return (typeof context === 'string' || context instanceof Text) && textKey(context).startsWith(textKey(arn));
}
