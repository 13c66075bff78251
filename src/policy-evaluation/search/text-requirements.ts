import type { Budget } from './budget';
import type { Literal } from './formula';
import { FieldWildcard, PatternSet, type PatternToken, Reading } from './pattern-set';
import type { Test } from './tests';
import type { Requirement } from './text-search';
import { Wildcard } from '../tokens';

const ANY_ARN: readonly PatternToken[] = [
  ...'arn:', FieldWildcard.ANY_TEXT, ':', FieldWildcard.ANY_TEXT, ':', FieldWildcard.ANY_TEXT, ':', FieldWildcard.ANY_TEXT, ':', Wildcard.ANY_TEXT,
];

/**
 * What tests ask of a text, as automata.
 *
 * @param surely Whether the text must surely pass, whatever the holes turn out to be, rather than possibly.
 * @returns Nothing where no text passes.
 */
export function requirementsOf(literals: readonly Literal[], surely: boolean, sets: PatternSets): Requirement[] | undefined {
  // A pattern with a hole that must not match cannot be the one that does, whatever the hole is.
  const excluded = new Set<string>();
  for (const { test, wanted } of literals) {
    if (mustMatch(test, wanted)) { continue; }
    for (const name of test.text?.holed.keys() ?? []) { excluded.add(keyOf(test, name)); }
  }
  sets.budget.spend(literals.length * 2);
  const result: Requirement[] = [];
  for (const { test, wanted } of literals) {
    const { segment, text } = test;
    if (text === undefined) { return undefined; }
    if (mustMatch(test, wanted)) {
      if (text.untold && !surely) { continue; }
      const holed = [...text.holed].filter(([name]) => !excluded.has(keyOf(test, name))).map(([, tokens]) => tokens);
      const patterns = [...text.plain, ...holed];
      if (patterns.length === 0) { return undefined; }
      result.push({ patterns: sets.of(patterns, surely ? Reading.SURE : Reading.POSSIBLE, text.ignoreCase), wanted: true, segment });
    } else {
      if (text.untold && surely) { return undefined; }
      const patterns = [...text.plain, ...text.holed.values()];
      if (patterns.length > 0) {
        result.push({ patterns: sets.of(patterns, surely ? Reading.POSSIBLE : Reading.SURE, text.ignoreCase), wanted: false, segment });
      }
      // What the negated operators make of a text that is no ARN is documented nowhere.
      if (text.arns && test.negated && surely) { result.push({ patterns: sets.of([ANY_ARN], Reading.SURE, false), wanted: true, segment }); }
    }
  }
  return result;
}

/** Whether one of the patterns has to match for the test to come out as wanted. */
export function mustMatch(test: Test, wanted: boolean): boolean {
  return test.negated ? !wanted : wanted;
}

function keyOf({ segment, text }: Test, name: string): string {
  return `${segment ?? ''} ${text?.ignoreCase} ${text?.arns} ${name}`;
}

/** Automata, each made once for a search. */
export class PatternSets {
  private readonly known = new Map<string, PatternSet>();
  private readonly ids = new Map<unknown, number>();

  constructor(readonly budget: Budget) {}

  of(patterns: readonly (readonly PatternToken[])[], reading: Reading, ignoreCase: boolean): PatternSet {
    const key = `${reading} ${ignoreCase} ${patterns.map((pattern) => this.idOf(pattern)).join(' ')}`;
    let set = this.known.get(key);
    if (set === undefined) { this.known.set(key, set = new PatternSet(patterns, reading, ignoreCase, this.budget)); }
    return set;
  }

  private idOf(pattern: readonly PatternToken[]): number {
    let id = this.ids.get(pattern);
    if (id === undefined) { this.ids.set(pattern, id = this.ids.size); }
    return id;
  }
}
