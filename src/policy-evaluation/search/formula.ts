import type { Test } from './tests';

/** That a test comes out as wanted. */
export interface Literal {
  readonly kind: 'literal';
  readonly test: Test;
  readonly wanted: boolean;
}

/** What has to hold of a request. */
export type Formula =
  | { readonly kind: 'yes' | 'no' }
  /** Nothing can be told of it, nor of its opposite. */
  | { readonly kind: 'untold' }
  | Literal
  | { readonly kind: 'all' | 'any'; readonly parts: readonly Formula[] }
  /** One of them counts, and it cannot be told which. */
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

/** Without what cannot be told: as `no` where a request must surely be as wanted, as `yes` where it only may be. */
export function settled(formula: Formula, surely: boolean): Formula {
  switch (formula.kind) {
    case 'untold': return surely ? NO : YES;
    case 'all': return allOf(formula.parts.map((part) => settled(part, surely)));
    case 'any': return anyOf(formula.parts.map((part) => settled(part, surely)));
    case 'choice': return (surely ? allOf : anyOf)(formula.parts.map((part) => settled(part, surely)));
    default: return formula;
  }
}

function joined(kind: 'all' | 'any', parts: readonly Formula[], neutral: Formula, deciding: Formula): Formula {
  const result: Formula[] = [];
  for (const part of parts) {
    if (part.kind === deciding.kind) { return deciding; }
    if (part.kind === kind) { result.push(...part.parts); } else if (part.kind !== neutral.kind) { result.push(part); }
  }
  return result.length === 0 ? neutral : result.length === 1 ? result[0] : { kind, parts: result };
}
