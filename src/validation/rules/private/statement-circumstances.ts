import type { ContextKeys, ContextValue } from '../../../policy-evaluation';
import { isUnknown, Text, type Value, type ValueMap } from '../../../template';
import { comparisonsOf } from '../../posture';

/** Operators that hold when the request has one of the values; `StringLike` holds for its own pattern, read as text. */
const POSITIVE = /^(?:for(?:all|any)values?:)?(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|bool|ipaddress|numericequals)(?:ifexists)?$/;

/** What a request says of its caller follows from the caller, but for these, which its organization or its tags give it. */
const GIVEN_TO_CALLERS = /^aws:principal(?:orgid|orgpaths|tag\/)/;

/**
 * Circumstances in which a statement applies: what it demands of a request, other than who sends it.
 *
 * With them it can be asked what a policy makes of the requests that a statement is about, whatever else it demands.
 */
export function circumstancesOf(statement: ValueMap): ContextKeys {
  const keys: { [key: string]: ContextValue } = { 'aws:SecureTransport': 'true', 's3:TlsVersion': '1.3', 's3:signatureversion': 'AWS4-HMAC-SHA256' };
  for (const { operator, conditionKey: key, values: [value] } of comparisonsOf(statement)) {
    if (!POSITIVE.test(operator) || (key.startsWith('aws:principal') && !GIVEN_TO_CALLERS.test(key))) { continue; }
    const single = asContext(value, operator);
    if (single !== undefined) { keys[key] = operator.startsWith('for') ? [single] : single; }
  }
  return keys;
}

function asContext(value: Value | undefined, operator: string): ContextValue | undefined {
  if (operator.startsWith('ipaddress') && typeof value === 'string') { return value.split('/')[0]; }
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value instanceof Text) { return value; }
  return isUnknown(value) ? value : undefined;
}
