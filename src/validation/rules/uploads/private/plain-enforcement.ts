import type { Given } from './other-uploads';
import { ENCRYPTION_KEYS, showing } from './uploads';
import { SseAlgorithm } from '../../../../encryption';
import { ALGORITHM, KMS_KEY_ID } from '../../../../legacy-policy';
import { type ContextKeys, Effect, Principal, textThatNoPolicyNames } from '../../../../policy-evaluation';
import { isMap, literalParts, Ternary, Text, type Value } from '../../../../template';
import type { AlikeBucket, AlikeObject, AlikePolicy } from '../../../posture';
import { isSurelyThere } from '../../private/bucket-policies';
import { type AlikeOutline, denialsOf } from '../../private/policy-outline';

const SOMEBODY = Principal.role('arn:aws:iam::111122223333:role/any');

/** A statement that is about these, and leaves out none, is about all objects. */
const ANY_OBJECT: readonly AlikeObject[] = [1, 1024].map((length) => ({ objectKey: textThatNoPolicyNames(length) }));

const ANY_KEY = textThatNoPolicyNames(1);

/**
 * Whether a policy denies an action under every other encryption than the default, but for keys that it names, in a form
 * that needs no search: statements about everybody and every object that look at nothing but the encryption.
 */
export function plainlyEnforces(bucket: AlikeBucket, policy: AlikePolicy, { algorithm, key }: Given, action: string): boolean {
  if (!isSurelyThere(policy, bucket)) { return false; }
  const plain = denialsOf(policy).filter(isPlain);
  const deniesAll = (context: ContextKeys, keys: ReadonlySet<string>, ofForm: (one: AlikeOutline) => boolean = () => true) => plain.some((one) => (
    one.comparisons.every(({ conditionKey }) => keys.has(conditionKey)) && ofForm(one)
      && ANY_OBJECT.every((object) => bucket.request({ principal: SOMEBODY, action, context }, object).deniedBy(one.statement) === Ternary.YES)
  ));
  // Changes in place are to SSE-KMS, and name a key.
  const isUpload = action === 's3:PutObject';
  const others = Object.values<string>(SseAlgorithm).filter((other) => other !== algorithm && (isUpload || other === SseAlgorithm.SSE_KMS));
  if (!others.every((other) => deniesAll(showing(other, undefined), BY_ALGORITHM))) { return false; }
  if (key === undefined || (!isUpload && algorithm !== SseAlgorithm.SSE_KMS)) { return true; }
  return deniesAll(showing(algorithm, ANY_KEY), BY_KEY, comparesTexts) && (!isUpload || deniesAll(showing(algorithm, undefined), ENCRYPTION_KEYS));
}

const BY_ALGORITHM: ReadonlySet<string> = new Set([ALGORITHM]);
const BY_KEY: ReadonlySet<string> = new Set([KMS_KEY_ID]);

function isPlain({ certain, elements, comparisons }: AlikeOutline): boolean {
  if (!certain || elements?.Effect !== Effect.DENY || elements.NotResource !== undefined || !isWrittenOut(elements.Condition)) { return false; }
  const { Principal: principal } = elements;
  return comparisons.length > 0 && (principal === '*' || (isMap(principal) && principal.AWS === '*'));
}

/** What denies one key that it does not name then denies all of them. */
function comparesTexts({ comparisons }: AlikeOutline): boolean {
  return comparisons.every(({ operator, values }) => /^(null|stringnotequals(ifexists)?)$/.test(operator) && !values.some(mayHaveVariable));
}

function mayHaveVariable(value: Value): boolean {
  return literalParts(value instanceof Text ? value : String(value)).some((part) => part.includes('$'));
}

/** Whether nothing in a value is a choice, or wholly unknown. */
function isWrittenOut(value: Value | undefined): boolean {
  if (Array.isArray(value)) { return value.every(isWrittenOut); }
  if (isMap(value)) { return Object.values(value).every(isWrittenOut); }
  return value instanceof Text || (value !== null && value !== undefined && typeof value !== 'object');
}
