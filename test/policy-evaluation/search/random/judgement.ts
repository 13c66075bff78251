import { requestsOf } from './enumeration';
import { conditionKeyOf, isWithin, randomPolicy, randomSpace, randomTheme, type Space } from './policies';
import { Random } from './random';
import { ACTIONS, BUCKET, canHave, SERVICES } from './universe';
import { type Undecided, undecided, undecidedElement } from './unknowns';
import { type AccessRequest, ANONYMOUS, knownCaller, Outcome, Policy, PolicySearch, Principal, Wanted } from '../../../../src/policy-evaluation';
import { PrincipalKind } from '../../../../src/policy-evaluation/principal';
import type { SearchResult } from '../../../../src/policy-evaluation/search';
import { all, not, OneOf, Ternary, type Value } from '../../../../src/template';

/** What became of a random policy. */
export interface Judged {
  readonly seed: number;
  readonly outcome: Outcome;
  readonly document: Value;
  /** What is wrong with the answer. */
  readonly fault?: string;
}

/**
 * Searches the policy of a seed, and looks by enumeration whether the answer is right.
 *
 * @param isConfined Whether some requests only are asked about.
 */
export function judged(seed: number, wanted: Wanted, most: number, isConfined = false): Judged {
  const random = new Random(seed);
  const theme = randomTheme(random);
  const document = randomPolicy(random, theme);
  const space = isConfined ? randomSpace(random, theme) : {};
  const result = searched(document, wanted, space);
  const keys = [...new Set([...theme.keys, ...(theme.variables ? [conditionKeyOf('aws:PrincipalTag/team')] : [])])];
  const fault = faultOf(document, wanted, result, () => requestsOf(random, keys, theme.objects, most), space, true);
  return { seed, outcome: result.outcome, document, ...(fault === undefined ? {} : { fault }) };
}

/** The same for a policy of which a text is not known: the answer has to be right whatever that is. */
export function judgedUndecided(seed: number, wanted: Wanted, most: number): Judged | undefined {
  const random = new Random(seed);
  const theme = { ...randomTheme(random), variables: false };
  const found = undecided(random, randomPolicy(random, theme));
  return found && judgedFillings(seed, found, wanted, () => requestsOf(random, theme.keys, theme.objects, most));
}

/** The same for a policy of which a statement, or an element of one, is not known. */
export function judgedChoice(seed: number, wanted: Wanted, most: number): Judged {
  const random = new Random(seed);
  const theme = randomTheme(random);
  const found = undecidedElement(random, randomPolicy(random, theme), randomPolicy(random, theme));
  return judgedFillings(seed, found, wanted, () => requestsOf(random, theme.keys, theme.objects, most));
}

function judgedFillings(seed: number, { document, fillings }: Undecided, wanted: Wanted, requests: () => Iterable<AccessRequest>): Judged {
  const { outcome, request } = searched(document, wanted);
  const fault = fillings.map((filling) => {
    const filled = request && filling.filled(request);
    // A parameter that is no ARN is nobody's.
    const [name = 'arn:'] = filled?.principal.names ?? [];
    if (filled?.principal.kind !== PrincipalKind.SERVICE && typeof name === 'string' && !name.startsWith('arn:')) { return undefined; }
    const result = { outcome, ...(filled === undefined ? {} : { request: filled }) };
    return faultOf(filling.document, wanted, result, requests);
  }).find((one) => one !== undefined);
  return { seed, outcome, document, ...(fault === undefined ? {} : { fault }) };
}

export function searched(document: Value, wanted: Wanted, space: Space = {}): SearchResult {
  const search = new PolicySearch(document, space.condition);
  const callers = [...search.identities, ANONYMOUS, ...search.services, ...SERVICES.map((name) => knownCaller(Principal.service(name)))];
  return search.find(wanted, { callers, actions: ACTIONS, resource: BUCKET, ...space });
}

/** What the evaluator says. */
function isAsWanted(policy: Policy, wanted: Wanted, request: AccessRequest): Ternary {
  switch (wanted) {
    case Wanted.NOT_DENIED: return not(policy.denies(request));
    case Wanted.GRANTED: return policy.grants(request);
    case Wanted.DENIED: return policy.denies(request);
    case Wanted.STOPPED: return all([policy.allows(request), policy.denies(request)]);
    case Wanted.REFUSED: return not(policy.grants(request));
  }
}

/** @param isTold Whether all of the policy is known, so that a request that is there has to be found. */
function faultOf(
  document: Value, wanted: Wanted, { outcome, request }: SearchResult, requests: () => Iterable<AccessRequest>, space: Space = {}, isTold = false,
): string | undefined {
  const policy = Policy.of(document);
  const answer = (one: AccessRequest) => all([isWithin(space, one), isAsWanted(policy, wanted, one)]);
  if (outcome === Outcome.NONE) {
    for (const one of requests()) {
      // Of a session the role's path is not known: of that the evaluator tells less than the search does.
      const isSession = one.principal.names[0] instanceof OneOf;
      if (answer(one) === Ternary.YES || (answer(one) !== Ternary.NO && !isSession)) { return `there is one: ${shown(one)}`; }
    }
  }
  if (outcome === Outcome.UNTOLD && isTold) {
    for (const one of requests()) {
      if (answer(one) === Ternary.YES) { return `it is not told that there is one: ${shown(one)}`; }
    }
  }
  if (outcome !== Outcome.FOUND || request === undefined) { return undefined; }
  if (answer(request) !== Ternary.YES) { return `it is not as wanted: ${shown(request)}`; }
  const impossible = Object.entries(request.context).find(([key, value]) => !canHave(key, value, request.principal.kind, request.action));
  return impossible === undefined ? undefined : `it cannot have ${impossible[0]}: ${shown(request)}`;
}

function shown({ principal: { kind, names: [name] }, ...rest }: AccessRequest): string {
  return JSON.stringify({ kind, name, ...rest });
}
