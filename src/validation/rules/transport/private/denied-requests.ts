import { isWrittenOut } from './service-exemption';
import { ANONYMOUS, BUCKET_POLICY_ACTIONS, type CallerClass, type ContextKeys, Effect, Outcome, Principal, textThatNoPolicyNames, Wanted } from '../../../../policy-evaluation';
import { isMap, Ternary } from '../../../../template';
import type { AlikeBucket, AlikeObject, AlikePolicy, Bucket, Comparison, Question } from '../../../posture';
import { isSurelyThere } from '../../private/bucket-policies';
import { type AlikeOutline, denialsOf } from '../../private/policy-outline';

/** Requests of which a bucket should deny every one. */
export interface Unwanted {
  /** What makes them unwanted, by condition keys; each of these is asked about. */
  readonly contexts: readonly ContextKeys[];
  /** The condition key that a statement against them looks at. */
  readonly about: string;
  readonly callers: readonly Callers[];
  /** Callers whom it is less bad to let in. */
  readonly leniently: readonly Callers[];
  /** Whether these comparisons surely hold for all of them, whoever sends them. */
  readonly recognised: (comparisons: readonly Comparison[]) => boolean;
}

/** Who may send requests, by what a policy can tell apart. */
export type Callers = (policy: AlikePolicy) => readonly CallerClass[];

/** What a bucket does with unwanted requests. Speaks of requests only, not of the bucket. */
export interface Denied {
  /** A request that is surely not denied. */
  readonly letIn?: string;
  /** A request of which it cannot be determined whether it is denied. */
  readonly untold?: string;
  /** A request that is surely not denied, by a caller for whom this is less bad. */
  readonly leniently?: string;
  /** Why it cannot be determined, as a clause, where that is known. */
  readonly reason?: string;
  /** What would deny the request but for one thing, as sentences. */
  readonly nearly?: readonly string[];
  /** Whether the words say something that can be another thing of each bucket. */
  readonly hasHole?: boolean;
}

/** A statement that is about these, and leaves out none, is about all objects. */
const ANY_OBJECT: readonly AlikeObject[] = [1, 1024].map((length) => ({ objectKey: textThatNoPolicyNames(length) }));
const SOMEBODY = Principal.role('arn:aws:iam::111122223333:role/any');

/** Roles, users and root users, of every account. */
export const IDENTITIES: Callers = ({ search }) => search.identities;

export const ANYBODY_UNSIGNED: Callers = () => [ANONYMOUS];

export const SERVICES: Callers = ({ search }) => search.services;

/**
 * Whether a bucket denies all unwanted requests.
 *
 * Mostly a single statement does so, in a form that is recognised. Otherwise a request is searched for that no statement
 * denies.
 */
export function denied(bucket: AlikeBucket, unwanted: Unwanted): Denied {
  if (bucket.policies.length === 0) { return bucket.unseenPolicies === undefined ? { letIn: 'any of them' } : { untold: 'them' }; }
  const policies = bucket.policies.filter((policy) => !surelyDenies(policy, bucket, unwanted));
  const identities = found(bucket, policies, unwanted, unwanted.callers);
  if (identities.letIn !== undefined || identities.untold !== undefined) { return identities; }
  const { letIn, ...others } = found(bucket, policies, unwanted, unwanted.leniently);
  return letIn === undefined ? {} : { ...others, leniently: letIn };
}

/** The answer for one bucket: words that can name something of the bucket are made for each. */
export function deniedBy(bucket: Bucket, question: Question<Denied>): Denied {
  const shared = bucket.ask(question);
  return shared.hasHole === true ? question(bucket) : shared;
}

function found(bucket: AlikeBucket, policies: readonly AlikePolicy[], { about, contexts }: Unwanted, callers: readonly Callers[]): Denied {
  let untold: Denied = {};
  for (const policy of policies) {
    for (const context of contexts) {
      const space = { callers: callers.flatMap((of) => of(policy)), actions: BUCKET_POLICY_ACTIONS, about, context };
      const { isOfOne, nearly, outcome, reason, words } = bucket.find(policy, Wanted.NOT_DENIED, space);
      if (outcome === Outcome.FOUND) { return { letIn: words, nearly, hasHole: isOfOne }; }
      if (outcome === Outcome.UNTOLD) { untold = { untold: words ?? '', hasHole: isOfOne, ...(reason === undefined ? {} : { reason }) }; }
    }
    if (!isSurelyThere(policy, bucket)) { untold = { untold: 'them' }; }
  }
  return untold;
}

function surelyDenies(policy: AlikePolicy, bucket: AlikeBucket, unwanted: Unwanted): boolean {
  const denies = (one: AlikeOutline) => one.certain && isPlain(one, unwanted) && coversBucketAndObjects(one, bucket, unwanted);
  return isSurelyThere(policy, bucket) && denialsOf(policy).some(denies);
}

/** Whether a statement is about everybody and everything, and recognised: then one request tells of all. */
function isPlain({ elements, comparisons }: AlikeOutline, { recognised }: Unwanted): boolean {
  if (elements?.Effect !== Effect.DENY || !isWrittenOut(elements.Condition)) { return false; }
  const { Principal: principal, Action: action } = elements;
  const everybody = principal === '*' || (isMap(principal) && principal.AWS === '*');
  return everybody && [action].flat().some((one) => one === 's3:*' || one === '*') && recognised(comparisons);
}

function coversBucketAndObjects({ elements, statement }: AlikeOutline, bucket: AlikeBucket, { contexts }: Unwanted): boolean {
  const denies = (action: string, object?: AlikeObject) =>
    bucket.request({ principal: SOMEBODY, action: `s3:${action}`, context: contexts[0] }, object).deniedBy(statement) === Ternary.YES;
  return elements?.NotResource === undefined && ANY_OBJECT.every((object) => denies('GetObject', object)) && denies('ListBucket');
}
