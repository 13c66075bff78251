import { requestsOf } from './enumeration';
import { conditionKeyOf, randomPolicy, randomTheme } from './policies';
import { Random } from './random';
import { ACTIONS, BUCKET, canHave, SERVICES } from './universe';
import { undecided } from './unknowns';
import { type AccessRequest, ANONYMOUS, knownCaller, Outcome, Policy, PolicySearch, Principal, Wanted } from '../../../../src/policy-evaluation';
import { PrincipalKind } from '../../../../src/policy-evaluation/principal';
import type { SearchResult } from '../../../../src/policy-evaluation/search';
import { OneOf, Ternary, type Value } from '../../../../src/template';

/** What became of a random policy. */
export interface Judged {
  readonly seed: number;
  readonly outcome: Outcome;
  readonly document: Value;
  /** What is wrong with the answer. */
  readonly fault?: string;
}

/** Searches the policy of a seed, and looks by enumeration whether the answer is right. */
export function judged(seed: number, wanted: Wanted, most: number): Judged {
  const random = new Random(seed);
  const theme = randomTheme(random);
  const document = randomPolicy(random, theme);
  const result = searched(document, wanted);
  const keys = [...new Set([...theme.keys, ...(theme.variables ? [conditionKeyOf('aws:PrincipalTag/team')] : [])])];
  const fault = faultOf(document, wanted, result, () => requestsOf(random, keys, theme.objects, most));
  return { seed, outcome: result.outcome, document, ...(fault === undefined ? {} : { fault }) };
}

/** The same for a policy of which something is not known: the answer has to be right whatever that is. */
export function judgedUndecided(seed: number, wanted: Wanted, most: number): Judged | undefined {
  const random = new Random(seed);
  const theme = { ...randomTheme(random), variables: false };
  const found = undecided(random, randomPolicy(random, theme));
  if (found === undefined) { return undefined; }
  const { document, fillings } = found;
  const { outcome, request } = searched(document, wanted);
  const fault = fillings.map((filling) => {
    const filled = request && filling.filled(request);
    // A parameter that is no ARN is nobody's.
    const [name = 'arn:'] = filled?.principal.names ?? [];
    if (filled?.principal.kind !== PrincipalKind.SERVICE && typeof name === 'string' && !name.startsWith('arn:')) { return undefined; }
    const result = { outcome, ...(filled === undefined ? {} : { request: filled }) };
    return faultOf(filling.document, wanted, result, () => requestsOf(random, theme.keys, theme.objects, most));
  }).find((one) => one !== undefined);
  return { seed, outcome, document, ...(fault === undefined ? {} : { fault }) };
}

export function searched(document: Value, wanted: Wanted): SearchResult {
  const search = new PolicySearch(document);
  const callers = [...search.identities, ANONYMOUS, ...search.services, ...SERVICES.map((name) => knownCaller(Principal.service(name)))];
  return search.find(wanted, { callers, actions: ACTIONS, resource: BUCKET });
}

function faultOf(document: Value, wanted: Wanted, { outcome, request }: SearchResult, requests: () => Iterable<AccessRequest>): string | undefined {
  const policy = Policy.of(document);
  const answer = (one: AccessRequest) => (wanted === Wanted.NOT_DENIED ? policy.denies(one) : policy.grants(one));
  const [yes, no] = wanted === Wanted.NOT_DENIED ? [Ternary.NO, Ternary.YES] : [Ternary.YES, Ternary.NO];
  if (outcome === Outcome.NONE) {
    for (const one of requests()) {
      // Of a session the role's path is not known: of that the evaluator tells less than the search does.
      const isSession = one.principal.names[0] instanceof OneOf;
      if (answer(one) === yes || (answer(one) !== no && !isSession)) { return `there is one: ${shown(one)}`; }
    }
  }
  if (outcome !== Outcome.FOUND || request === undefined) { return undefined; }
  if (answer(request) !== yes) { return `it is not as wanted: ${shown(request)}`; }
  const impossible = Object.entries(request.context).find(([key, value]) => !canHave(key, value, request.principal.kind, request.action));
  return impossible === undefined ? undefined : `it cannot have ${impossible[0]}: ${shown(request)}`;
}

function shown({ principal: { kind, names: [name] }, ...rest }: AccessRequest): string {
  return JSON.stringify({ kind, name, ...rest });
}
