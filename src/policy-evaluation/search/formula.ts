import type { Test } from './tests';
import { Ternary } from '../../template';

/** That a test comes out as wanted. */
export interface Literal {
  readonly kind: 'literal';
  readonly test: Test;
  readonly wanted: boolean;
}

/** What has to hold of a request. */
export type Formula =
  | { readonly kind: 'yes' | 'no' }
  /** Nothing can be determined of it, nor of its opposite. */
  | { readonly kind: 'untold' }
  | Literal
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  /** One of them counts, and it cannot be determined which. */
  | { readonly kind: 'choice'; readonly parts: readonly Formula[] };

export const YES: Formula = { kind: 'yes' };
export const NO: Formula = { kind: 'no' };
export const UNTOLD: Formula = { kind: 'untold' };

export function literal(test: Test): Formula {
  return { kind: 'literal', test, wanted: true };
}

export function allOf(parts: readonly Formula[]): Formula {
  return joined('all', parts, YES, NO);
}

export function anyOf(parts: readonly Formula[]): Formula {
  return joined('any', parts, NO, YES);
}

export function choiceOf(parts: readonly Formula[]): Formula {
  return parts.length === 1 ? parts[0] : { kind: 'choice', parts };
}

export function negated(formula: Formula): Formula {
  switch (formula.kind) {
    case 'yes': return NO;
    case 'no': return YES;
    case 'untold': return formula;
    case 'literal': return { ...formula, wanted: !formula.wanted };
    case 'all': return anyOf(formula.parts.map(negated));
    case 'any': return allOf(formula.parts.map(negated));
    case 'choice': return choiceOf(formula.parts.map(negated));
  }
}

/** Without what cannot be determined: as `no` where a request must surely be as wanted, as `yes` where it only may be. */
export function settled(formula: Formula, surely: boolean): Formula {
  switch (formula.kind) {
    case 'untold': return surely ? NO : YES;
    case 'all': return allOf(formula.parts.map((part) => settled(part, surely)));
    case 'any': return anyOf(formula.parts.map((part) => settled(part, surely)));
    case 'choice': return (surely ? allOf : anyOf)(formula.parts.map((part) => settled(part, surely)));
    default: return formula;
  }
}

/** With the answers that are known of its literals in their places. */
export function bound(formula: Formula, answerOf: (one: Literal) => Ternary | undefined): Formula {
  switch (formula.kind) {
    case 'literal': {
      const answer = answerOf(formula);
      return answer === undefined ? formula : answer === Ternary.UNKNOWN ? UNTOLD : (answer === Ternary.YES) === formula.wanted ? YES : NO;
    }
    case 'all': return allOf(formula.parts.map((part) => bound(part, answerOf)));
    case 'any': return anyOf(formula.parts.map((part) => bound(part, answerOf)));
    case 'choice': return choiceOf(formula.parts.map((part) => bound(part, answerOf)));
    default: return formula;
  }
}

/** All its literals. */
export function* literalsOf(formula: Formula): Generator<Literal> {
  if (formula.kind === 'literal') { yield formula; }
  if ('parts' in formula) {
    for (const part of formula.parts) { yield* literalsOf(part); }
  }
}

/** The same for formulas that say the same. */
export function identityOf(formula: Formula): string {
  switch (formula.kind) {
    case 'literal': return `${formula.wanted ? '' : '!'}${formula.test.segment ?? ''}${formula.test.unknown} ${formula.test.id}`;
    case 'yes':
    case 'no':
    case 'untold': return formula.kind;
    default: return `${formula.kind}(${formula.parts.map(identityOf).join()})`;
  }
}

function joined(kind: 'all' | 'any', parts: readonly Formula[], neutral: Formula, deciding: Formula): Formula {
  const result: Formula[] = [];
  for (const part of parts) {
    if (part.kind === deciding.kind) { return deciding; }
    if (part.kind === kind) { for (const one of part.parts) { result.push(one); } } else if (part.kind !== neutral.kind) { result.push(part); }
  }
  return result.length === 0 ? neutral : result.length === 1 ? result[0] : { kind, parts: result };
}
