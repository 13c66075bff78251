import { allOf, anyOf, type Formula, negated } from './formula';
import { type IdentityPolicies, type RequestSpace, Wanted } from './request-space';
import type { RequestClass, StatementChoice } from './statement-formula';
import { all, any, not, Ternary } from '../../template';
import { decide } from '../decide';
import { Policy } from '../policy';
import type { AccessRequest } from '../request';

/** What a document has to say of a request that is wanted. */
export function wantedFormula(wanted: Wanted, statements: readonly StatementChoice[], request: RequestClass): Formula {
  const denied = () => anyOf(statements.map((statement) => statement.denies(request)));
  const allowed = () => anyOf(statements.map((statement) => statement.allows(request)));
  switch (wanted) {
    case Wanted.NOT_DENIED: return negated(denied());
    case Wanted.GRANTED: return allOf([negated(denied()), allowed()]);
    case Wanted.DENIED: return denied();
    case Wanted.STOPPED: return allOf([allowed(), denied()]);
    case Wanted.REFUSED: return anyOf([negated(allowed()), denied()]);
  }
}

/** Whether a statement that denies everything leaves nothing to look for. */
export function isNothingDenied(wanted: Wanted): boolean {
  return wanted === Wanted.NOT_DENIED || wanted === Wanted.GRANTED;
}

/** Whether the evaluator agrees that a request is as wanted. */
export function confirmationOf(resource: Policy, wanted: Wanted, { identity, against }: Pick<RequestSpace, 'identity' | 'against'>): (request: AccessRequest) => boolean {
  const own = confirmedBy(resource, wanted, identity);
  if (against === undefined) { return own; }
  const other = Policy.of(against.document);
  return (request) => own(request) && isAsWanted(against.wanted, other, request);
}

function confirmedBy(resource: Policy, wanted: Wanted, identity: IdentityPolicies | undefined): (request: AccessRequest) => boolean {
  if (identity === undefined) { return (request) => isAsWanted(wanted, resource, request); }
  const { boundary, resourceAccount } = identity;
  const policies = identity.documents.map((one) => Policy.of(one));
  const most = boundary === undefined ? undefined : Policy.of(boundary);
  const decided = (request: AccessRequest) => (resourceAccount === undefined
    ? all([resource.grants(request), any(policies.map((one) => one.allows(request))), ...policies.map((one) => not(one.denies(request)))])
    : decide(request, { identity: policies, resource, resourceAccount, kind: 'kms' }));
  return (request) => decided(request) === Ternary.YES && (most === undefined || most.grants(request) === Ternary.YES);
}

function isAsWanted(wanted: Wanted, policy: Policy, request: AccessRequest): boolean {
  switch (wanted) {
    case Wanted.NOT_DENIED: return policy.denies(request) === Ternary.NO;
    case Wanted.GRANTED: return policy.grants(request) === Ternary.YES;
    case Wanted.DENIED: return policy.denies(request) === Ternary.YES;
    case Wanted.STOPPED: return policy.allows(request) === Ternary.YES && policy.denies(request) === Ternary.YES;
    case Wanted.REFUSED: return policy.grants(request) === Ternary.NO;
  }
}
