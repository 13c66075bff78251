import { allOf, anyOf, choiceOf, type Formula, negated } from './formula';
import type { IdentityPolicies } from './request-space';
import { type RequestClass, type StatementChoice, statementFormula } from './statement-formula';
import { Ternary, type Value } from '../../template';
import { sameText } from '../match-text';
import { possibleDocuments } from '../policy';

/** The documents of which one will be there: mostly a single one. */
export type PossibleDocuments = readonly (readonly StatementChoice[])[];

/** The policies of the callers, read as formulas. */
export interface CallerPolicies {
  readonly documents: readonly PossibleDocuments[];
  readonly boundary?: PossibleDocuments;
  /** Whether a caller belongs to the account of the key, whose policy can grant something alone then. */
  readonly isOfAccount: (caller: RequestClass['caller']) => Ternary;
}

/**
 * What the policy of a key and those of the caller have to say of a request that is granted.
 *
 * @see decide, which answers the same for a request that is known.
 */
export function decidedFormula(
  statements: readonly StatementChoice[], { boundary, documents, isOfAccount }: CallerPolicies, request: RequestClass,
): Formula {
  const ofEach = (document: PossibleDocuments, ask: (one: StatementChoice) => Formula) => choiceOf(document.map((one) => anyOf(one.map(ask))));
  const allows = (one: StatementChoice) => one.allows(request);
  const denies = (one: StatementChoice) => one.denies(request);
  const byBoth = allOf([anyOf(statements.map(allows)), anyOf(documents.map((document) => ofEach(document, allows)))]);
  const within = () => anyOf([anyOf(statements.map((one) => one.allowsByItself(request))), byBoth]);
  const same = isOfAccount(request.caller);
  return allOf([
    negated(anyOf([...statements.map(denies), ...documents.map((document) => ofEach(document, denies))])),
    ...(boundary === undefined ? [] : [ofEach(boundary, allows), negated(ofEach(boundary, denies))]),
    same === Ternary.NO ? byBoth : same === Ternary.YES ? within() : choiceOf([within(), byBoth]),
  ]);
}

/** The statements of a document. */
export function read(document: Value): PossibleDocuments {
  return possibleDocuments(document, (value, { variables }) => statementFormula(value, variables), () => {});
}

/** The policies of callers, read as formulas. */
export function policiesIn({ boundary, documents, resourceAccount }: IdentityPolicies): CallerPolicies {
  return {
    documents: documents.map(read),
    boundary: boundary === undefined ? undefined : read(boundary),
    isOfAccount: ({ principal }) => {
      if (resourceAccount === undefined) { return Ternary.NO; }
      return principal?.account === undefined ? Ternary.UNKNOWN : sameText(principal.account, resourceAccount);
    },
  };
}
