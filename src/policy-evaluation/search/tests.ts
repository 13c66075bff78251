import type { PatternToken } from './pattern-set';
import { Ternary } from '../../template';
import type { ContextValue } from '../context';

/** The one unknown that a test is about: a context key in lower case, or one of these. */
export const OBJECT = 'the name of the object';
export const CALLER = 'the ARN of the caller';

/** What the texts are that a test compares with. */
export interface TextPatterns {
  /** Without holes. */
  readonly plain: readonly (readonly PatternToken[])[];
  /** With holes, by what they are. */
  readonly holed: ReadonlyMap<string, readonly PatternToken[]>;
  /** Whether it can match for a reason that is not known. */
  readonly untold: boolean;
  readonly ignoreCase: boolean;
  /** Whether a text that is no ARN makes the answer doubtful. */
  readonly arns: boolean;
}

/** A question about one unknown. */
export interface Test {
  /** Two tests of one identity are the same question. */
  readonly id: string;
  readonly unknown: string;
  /** Of which stretch of the unknown, for one that is made of several. */
  readonly segment?: string;
  /** How it compares texts; nothing for what compares otherwise. */
  readonly text?: TextPatterns;
  /** Whether it holds when no text matches. */
  readonly negated: boolean;
  /** For sets: whether all members have to pass, or any. */
  readonly quantifier?: 'all' | 'any';
  /** What the evaluator says of a value; `null` is a key that is absent. */
  readonly answer: (value: ContextValue) => Ternary;
  /** Texts and numbers that the policy compares with. */
  readonly constants: readonly string[];
  /** The operator in lower case, without quantifier and `IfExists`. */
  readonly operator: string;
  /** Policy variables that stand in the patterns, as keys in lower case. */
  readonly variables: readonly string[];
}

/** Whether a text is one of some, whatever a policy says of it. */
export function textTest(id: string, unknown: string, text: TextPatterns): Test {
  return { id, unknown, text, negated: false, answer: () => Ternary.UNKNOWN, constants: [], operator: 'is', variables: [] };
}
