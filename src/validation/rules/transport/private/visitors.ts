import { type ContextKeys, Principal } from '../../../../policy-evaluation';
import { Ternary, textOf, Unknown } from '../../../../template';
import { type AlikeBucket, type AlikeObject, type AlikePolicy, entriesOf } from '../../../posture';
import { isDenied } from '../../private/bucket-denials';
import { denialsOf } from '../../private/policy-outline';

/** Requests of visitors of a website have none of these, or a value that is the same for all of them. */
const NOT_OF_VISITORS = new RegExp('^aws:(?:principal|user(?:id|name)$|securetransport|viaawsservice|calledvia|federatedprovider|token|multifactorauth'
  + '|source(?:arn|account|org|identity)|ec2|ssm)|^s3:(?:tlsversion|signature|authtype|x-amz-)');

const IP_KEYS = new Set(['aws:sourceip', 'aws:vpcsourceip']);

/** Something that no policy compares with. */
const UNHEARD_OF = 'a-value-that-no-policy-names';

const SOME_OBJECT: AlikeObject = { objectKey: 'an-object-that-no-policy-names' };

/**
 * Whether a bucket's policy denies every visitor every object, over plain HTTP or over TLS: whatever is the address, the
 * referrer and the like from which the visitor comes.
 */
export function deniesVisitors(bucket: AlikeBucket, secureTransport: boolean): Ternary {
  const own: ContextKeys = { 'aws:SecureTransport': String(secureTransport), 'aws:ViaAWSService': 'false' };
  const ask = (context: ContextKeys, object: AlikeObject) => isDenied(bucket, bucket.request({
    principal: Principal.anonymous(), action: 's3:GetObject', context: { ...context, ...own },
  }, object));
  const keys = bucket.policies.flatMap(({ conditionKeys }) => [...conditionKeys]).filter(([key]) => !NOT_OF_VISITORS.test(key));
  const objects = [SOME_OBJECT, ...bucket.policies.flatMap((policy) => leftOut(policy, bucket))];
  if (objects.some((object) => circumstances(keys).some((context) => ask(context, object) === Ternary.NO))) { return Ternary.NO; }
  const anyhow = Object.fromEntries(keys.map(([key]) => [key, new Unknown(`what a visitor sends as ${key}`)]));
  return objects.every((object) => ask(anyhow, object) === Ternary.YES) ? Ternary.YES : Ternary.UNKNOWN;
}

/** Each condition key of a policy absent, with a value that the policy does not know, and with each that it names. */
function circumstances(keys: readonly [string, readonly string[]][]): ContextKeys[] {
  return [
    {},
    Object.fromEntries(keys.map(([key]) => [key, UNHEARD_OF])),
    ...keys.flatMap(([key, values]) => values.map((value) => ({ [key]: IP_KEYS.has(key) ? value.split('/')[0] : value }))),
  ];
}

/** Objects that a statement leaves out by `NotResource`. */
function leftOut(policy: AlikePolicy, bucket: AlikeBucket): AlikeObject[] {
  return denialsOf(policy).flatMap(({ elements }) => entriesOf(elements?.NotResource)).flatMap((resource) => {
    const arn = textOf(resource);
    return arn !== undefined && bucket.holds(arn) ? [{ arn }] : [];
  });
}
