import { type ContextKeys, Effect, Principal } from '../../../../policy-evaluation';
import { any, isMap, Ternary, type Value } from '../../../../template';
import type { AlikeBucket, AlikeObject, AlikePolicy, BucketRequest, Comparison } from '../../../posture';
import { isDenied } from '../../private/bucket-denials';
import { isSurelyThere } from '../../private/bucket-policies';
import { type AlikeOutline, denialsOf, looksAt } from '../../private/policy-outline';

/** Requests of which a bucket should deny every one. */
export interface Unwanted {
  /** What makes them unwanted, by condition keys; each of these is asked about. */
  readonly contexts: readonly ContextKeys[];
  /** The condition key that a statement against them looks at, in lower case. */
  readonly key: string;
  readonly callers: readonly Caller[];
  /** Whether these comparisons surely hold for all of them, whoever sends them. */
  readonly recognised: (comparisons: readonly Comparison[]) => boolean;
}

/** Somebody who stands for many. */
export interface Caller {
  readonly description: string;
  readonly principal: Principal;
  /** Whether it is less bad to let them in. */
  readonly lenient: boolean;
}

/** What a bucket does with unwanted requests. Speaks of requests only, not of the bucket. */
export interface Denied {
  /** A request that is surely not denied. */
  readonly letIn?: string;
  /** A request of which it cannot be told whether it is denied. */
  readonly untold?: string;
  /** A request by a lenient caller that is surely not denied. */
  readonly leniently?: string;
}

interface Probe {
  readonly request: BucketRequest;
  readonly description: string;
  readonly lenient: boolean;
}

const ACCOUNT = '111122223333';
const STRANGERS_ACCOUNT = '444455556666';

/** Roles and users, of the bucket's account and of another one. */
export const IDENTITIES: readonly Caller[] = [
  { description: 'by a role', principal: Principal.role(`arn:aws:iam::${ACCOUNT}:role/any`), lenient: false },
  { description: 'by a user', principal: Principal.user(`arn:aws:iam::${ACCOUNT}:user/any`), lenient: false },
  { description: 'by a role of another account', principal: Principal.role(`arn:aws:iam::${STRANGERS_ACCOUNT}:role/any`), lenient: false },
];

export const ANONYMOUS: Caller = { description: 'without a signature', principal: Principal.anonymous(), lenient: true };
export const SERVICE: Caller = { description: 'by an AWS service', principal: Principal.service('any-service.amazonaws.com'), lenient: true };

/** `AnyOther` stands for every action that a policy would have to name one by one. */
const OBJECT_ACTIONS = ['GetObject', 'PutObject', 'DeleteObject', 'AnyOtherObjectAction'];
const BUCKET_ACTIONS = ['ListBucket', 'GetBucketPolicy', 'AnyOtherBucketAction'];

/** Keys whose value is part of the question, or follows from who asks. */
const SETTLED = new Set(['aws:securetransport', 's3:tlsversion', 'aws:principalisawsservice', 'aws:principalaccount', 'aws:principaltype']);

const SOME_OBJECT: AlikeObject = { objectKey: 'an-object-that-no-policy-names' };

/** Something that no policy compares with. */
const UNHEARD_OF = 'a-value-that-no-policy-names';

/**
 * Whether a bucket denies all unwanted requests.
 *
 * Mostly a single statement does so, in a form that is recognised. Otherwise requests are tried: those statements alone
 * that are about the matter, then the whole policy. A policy that denies every request must deny those, too, of which it
 * says something special, so it is asked with every condition key that it looks at absent, with a value that it does not
 * know, and with each value that it names; and by each principal that it names.
 */
export function denied(bucket: AlikeBucket, unwanted: Unwanted): Denied {
  if (bucket.policies.length > 0 && bucket.policies.every((policy) => surelyDenies(policy, bucket, unwanted))) { return {}; }
  const [identities, lenient] = [false, true].map((wanted) => unwanted.callers.filter((caller) => caller.lenient === wanted));
  const policies = bucket.policies.length > 0 ? bucket.policies : [undefined];
  const callers = [...identities, ...bucket.policies.flatMap(namedBy), ...lenient];
  const contexts = policies.flatMap((policy) => variants(policy?.conditionKeys));
  let untold: string | undefined;
  for (const probe of probes(bucket, unwanted, callers, contexts)) {
    // Whoever comes now matters less than what is not known of the others.
    if (probe.lenient && untold !== undefined) { break; }
    switch (isDenied(bucket, probe.request)) {
      case Ternary.NO: return probe.lenient ? { leniently: probe.description } : { letIn: probe.description };
      case Ternary.UNKNOWN: untold ??= probe.description;
    }
  }
  return { untold };
}

function surelyDenies(policy: AlikePolicy, bucket: AlikeBucket, unwanted: Unwanted): boolean {
  if (!isSurelyThere(policy, bucket)) { return false; }
  const concerned = denialsOf(policy).filter((one) => one.certain && one.elements !== undefined && looksAt(one, new Set([unwanted.key])));
  if (concerned.some((one) => isPlain(one, unwanted) && coversBucketAndObjects(one, bucket, unwanted))) { return true; }
  if (concerned.length === 0 || concerned.some(({ elements }) => !isLiteral(elements?.Condition))) { return false; }
  const keys = new Map<string, Set<string>>();
  for (const { conditionKey: key, values } of concerned.flatMap(({ comparisons }) => comparisons)) {
    const known = keys.get(key) ?? new Set();
    keys.set(key, known);
    for (const value of values) { known.add(String(value)); }
  }
  const contexts = variants(new Map([...keys].map(([key, values]) => [key, [...values]])));
  for (const { request } of probes(bucket, unwanted, [...unwanted.callers, ...namedBy(policy)], contexts)) {
    if (any(concerned.map(({ statement }) => request.deniedBy(statement))) !== Ternary.YES) { return false; }
  }
  return true;
}

/** Whether a statement is about everybody and everything, and recognised: then one request tells of all. */
function isPlain({ elements, comparisons }: AlikeOutline, { recognised }: Unwanted): boolean {
  if (elements?.Effect !== Effect.DENY || !isLiteral(elements.Condition)) { return false; }
  const { Principal: principal, Action: action } = elements;
  const everybody = principal === '*' || (isMap(principal) && principal.AWS === '*');
  return everybody && [action].flat().some((one) => one === 's3:*' || one === '*') && recognised(comparisons);
}

/** Whether a value is written out: nothing in it is a choice, or known at deployment only. */
function isLiteral(value: Value | undefined): boolean {
  if (Array.isArray(value)) { return value.every(isLiteral); }
  return isMap(value) ? Object.values(value).every(isLiteral) : value !== null && value !== undefined && typeof value !== 'object';
}

function coversBucketAndObjects({ statement }: AlikeOutline, bucket: AlikeBucket, { contexts, callers: [{ principal }] }: Unwanted): boolean {
  const denies = (action: string, object?: AlikeObject) =>
    bucket.request({ principal, action: `s3:${action}`, context: contexts[0] }, object).deniedBy(statement) === Ternary.YES;
  return denies(OBJECT_ACTIONS[0], SOME_OBJECT) && denies(BUCKET_ACTIONS[0]);
}

function namedBy(policy: AlikePolicy): Caller[] {
  return policy.principalArns.map((arn) => ({
    description: `by ${arn}`,
    principal: arn.includes(':user/') ? Principal.user(arn) : Principal.role(arn),
    lenient: false,
  }));
}

function variants(mentioned: ReadonlyMap<string, readonly string[]> | undefined): ContextKeys[] {
  const keys = [...mentioned ?? []].filter(([key]) => !SETTLED.has(key));
  if (keys.length === 0) { return [{}]; }
  return [
    {},
    Object.fromEntries(keys.map(([key]) => [key, UNHEARD_OF])),
    ...keys.flatMap(([key, values]) => values.map((value) => ({ [key]: value }))),
  ];
}

/** From what is most often let in to what is least often. */
function* probes(bucket: AlikeBucket, unwanted: Unwanted, callers: readonly Caller[], others: readonly ContextKeys[]): Iterable<Probe> {
  const targets: [string, AlikeObject | undefined][] = [
    ...OBJECT_ACTIONS.map((action): [string, AlikeObject] => [action, SOME_OBJECT]),
    ...BUCKET_ACTIONS.map((action): [string, undefined] => [action, undefined]),
  ];
  const contexts = unwanted.contexts.flatMap((own) => others.map((other) => ({
    context: { ...other, ...own },
    extra: Object.entries(other).map(([key, value]) => ` with ${key} ${String(value)}`).join(''),
  })));
  for (const { description, principal, lenient } of callers) {
    for (const [action, object] of targets) {
      for (const { context, extra } of contexts) {
        const request = bucket.request({ principal, action: `s3:${action}`, context }, object);
        yield { request, description: `${describe(action)} ${description}${extra}`, lenient };
      }
    }
  }
}

function describe(action: string): string {
  if (action.startsWith('AnyOther')) { return action.includes('Object') ? 'some requests for objects' : 'some requests about the bucket'; }
  return `s3:${action}`;
}
