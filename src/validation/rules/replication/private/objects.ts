import { type AccessRequest, type ContextKeys, knownCaller, Outcome, type SearchResult, textThatNoPolicyNames, Wanted } from '../../../../policy-evaluation';
import { Ternary, Text } from '../../../../template';
import { ANY_OBJECT, type BucketPolicy } from '../../../posture';
import { bucketPart } from '../../private/bucket-arns';

// docs/decisions/0074
/**
 * Whether the answer is yes for every object that a rule replicates.
 *
 * What is not known of the key can turn out to be anything, so yes and no hold for all objects. Otherwise an object whose key
 * no policy names tells whether it is no for some of them.
 */
export function forEveryObject(request: AccessRequest, ask: (request: AccessRequest) => Ternary): Ternary {
  const answer = ask(request);
  if (answer !== Ternary.UNKNOWN) { return answer; }
  const fresh = withObject(request, textThatNoPolicyNames(1));
  return fresh !== undefined && ask(fresh) === Ternary.NO ? Ternary.NO : Ternary.UNKNOWN;
}

/** A policy of a bucket or of a role, as it is asked and searched. */
export type Searched = Pick<BucketPolicy, 'policy' | 'search' | 'conditionKeys'>;

/** Whether a policy denies some object that a rule replicates. */
export function deniesSomeObject(policy: Searched, request: AccessRequest): Ternary {
  const answer = policy.policy.denies(request);
  if (answer !== Ternary.UNKNOWN) { return answer; }
  switch (searchDenied(policy, request)?.outcome) {
    case Outcome.FOUND: return Ternary.YES;
    case Outcome.NONE: return Ternary.NO;
    default: return Ternary.UNKNOWN;
  }
}

/** What is denied, in words: also which object, where it is not every one of them. */
export function denialInWords(policy: Searched, request: AccessRequest): string {
  if (policy.policy.denies(request) === Ternary.YES) { return request.action; }
  const denied = searchDenied(policy, request)?.request;
  const words = denied && policy.search.deedInWords({ ...denied, context: {} }, { resource: bucketPart(request.resource) });
  // What is known at deployment only makes no readable key.
  return words === undefined || words.includes('{') ? request.action : words;
}

/** Looks for an object that a policy denies; nothing where the request is about no object. */
function searchDenied(policy: Searched, request: AccessRequest): SearchResult | undefined {
  const objects = withObject(request, '*')?.resource;
  const resource = bucketPart(request.resource);
  const objectKeys = objects && behind(objects, resource);
  if (objectKeys === undefined) { return undefined; }
  return policy.search.find(Wanted.DENIED, {
    callers: [knownCaller(request.principal)],
    actions: [{ name: request.action, onObjects: true }],
    resource,
    objectKeys,
    context: { ...unsent(policy, request), ...request.context },
  });
}

/** What a policy looks at, and the request does not have. */
function unsent({ conditionKeys }: Searched, { context, principal }: AccessRequest): ContextKeys {
  const given = new Set([...Object.keys(context), ...Object.keys(principal.context)].map((key) => key.toLowerCase()));
  return Object.fromEntries([...conditionKeys.keys()].filter((key) => !given.has(key)).map((key) => [key, null]));
}

/** The same request about objects with another key; nothing where it is about no object. */
function withObject(request: AccessRequest, key: string): AccessRequest | undefined {
  const filled = (text: unknown) => (text instanceof Text ? Text.of(...text.parts.map((part) => (part === ANY_OBJECT ? key : part))) : text);
  const values = [request.resource, ...Object.values(request.context)];
  if (!values.some((value) => value instanceof Text && value.parts.includes(ANY_OBJECT))) { return undefined; }
  return {
    ...request,
    resource: filled(request.resource) as string | Text,
    context: Object.fromEntries(Object.entries(request.context).map(([name, value]) => [name, filled(value)])) as ContextKeys,
  };
}

/** What follows the ARN of a bucket and a slash. */
function behind(objects: string | Text, arn: string | Text): string | Text | undefined {
  const [whole, start] = [objects, Text.of(arn, '/')].map((text) => (typeof text === 'string' ? [text] : text.parts));
  const last = start.length - 1;
  const isSame = start.slice(0, last).every((part, i) => (typeof part === 'string' ? part === whole[i] : part.id === (whole[i] as typeof part).id));
  const [end, rest] = [start[last], whole[last]];
  if (!isSame || typeof end !== 'string' || typeof rest !== 'string' || !rest.startsWith(end)) { return undefined; }
  return Text.of(rest.slice(end.length), ...whole.slice(last + 1));
}
