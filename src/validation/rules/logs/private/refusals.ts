import type { Access } from './access';
import { type AccessRequest, Part, PolicySearch } from '../../../../policy-evaluation';
import { Ternary, textKey, textOf, type Value } from '../../../../template';
import { type BucketPolicy, deliveryRequests, type Key, keyRequests, type ObservedDelivery } from '../../../posture';
import { denialsOf } from '../../private/policy-outline';

/** More statements than these are no help in a message. */
const MOST_STATEMENTS = 2;

/**
 * What of the policy of a log bucket stops a delivery, as sentences: a statement that denies it, or what nearly allows it.
 *
 * @param refused A request that is not granted, where others of the delivery may be.
 */
export function whyRefused(delivery: ObservedDelivery, refused: Access['refused']): readonly string[] {
  const [policy] = refused === undefined ? delivery.target.policies : [refused.policy];
  if (policy === undefined) { return []; }
  const request = refused?.request ?? firstRefused(delivery, policy);
  if (request === undefined) { return []; }
  const deed = deedOf(request, delivery, policy);
  const denial = denialsOf(policy).find(({ statement }) => statement.denies(request) === Ternary.YES);
  if (denial !== undefined) { return [`${capitalized(denial.name)} denies ${deed}.`]; }
  return [
    ...(refused === undefined ? [] : [`It does not allow ${deed}.`]),
    ...policy.search.nearlyAllowedBy(request, callerOf(delivery)).slice(0, MOST_STATEMENTS),
  ];
}

/** What of a key policy nearly allows the requests of a delivery that it refuses, as sentences. */
export function nearlyAllowedByKey(delivery: ObservedDelivery, key: Key, bucketKey: boolean | undefined): readonly string[] {
  const { requests } = keyRequests(delivery, key, bucketKey);
  const refused = requests.find((request) => key.policy.grants(request) === Ternary.NO);
  if (refused === undefined || key.policyDocument === undefined) { return []; }
  return new PolicySearch(key.policyDocument).nearlyAllowedBy(refused, callerOf(delivery), [Part.CONDITION]).slice(0, MOST_STATEMENTS);
}

function firstRefused(delivery: ObservedDelivery, { policy }: BucketPolicy): AccessRequest | undefined {
  for (const { requests } of deliveryRequests(delivery)) {
    return requests.find((request) => policy.grants(request) === Ternary.NO);
  }
  return undefined;
}

function deedOf(request: AccessRequest, { target }: ObservedDelivery, { search }: BucketPolicy): string {
  const words = search.deedInWords({ ...request, context: {} }, { resource: target.arn });
  // What is known at deployment only makes no readable key.
  return words.includes('{') ? request.action : words;
}

/** How messages call the ARNs of the buckets that a delivery is about. */
function callerOf({ source, target }: ObservedDelivery): (value: Value) => string | undefined {
  const names = new Map<string, string>();
  for (const { identity: { arn }, logicalId } of [source, target.resource]) {
    if (arn !== undefined) { names.set(textKey(arn), `the ARN of ${logicalId}`); }
  }
  return (value) => {
    const text = textOf(Array.isArray(value) && value.length === 1 ? value[0] : value);
    return text === undefined ? undefined : names.get(textKey(text));
  };
}

function capitalized(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
