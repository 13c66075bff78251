import type { Budget } from './budget';
import { candidatesFor } from './candidates';
import type { Literal } from './formula';
import { type KeyFacts, ValueKind } from './key-facts';
import type { Symbol } from './pattern-set';
import { type PatternSets, requirementsOf } from './text-requirements';
import { findText, type Segment } from './text-search';
import { AccountHole, Hole, NameHole, Ternary, Text } from '../../template';
import type { ContextValue } from '../context';
import { Gap } from '../tokens';

/** A value of a key; `null` where it is absent. Nothing where no value passes; `untold` where one may. */
export type Found = { readonly value: ContextValue } | 'untold' | undefined;

/** What a search for values of keys needs. */
export interface Search {
  /** Whether the value must surely pass, whatever the holes turn out to be, rather than possibly. */
  readonly surely: boolean;
  readonly sets: PatternSets;
  readonly budget: Budget;
}

const ANY_TEXT: readonly Segment[] = [{ free: { least: 1, allows: () => true } }];

/** A value of a key with which all tests come out as wanted. */
export function findValue(literals: readonly Literal[], facts: KeyFacts, search: Search): Found {
  if (isContradiction(literals)) { return undefined; }
  if (facts.canBeAbsent && literals.every((one) => passes(one, null, search))) { return { value: null }; }
  const aboutPresence = literals.filter(({ test }) => test.operator === 'null');
  if (!facts.canBePresent || !aboutPresence.every((one) => passes(one, 'x', search))) { return undefined; }
  const aboutValues = literals.filter(({ test }) => test.operator !== 'null');
  return facts.isSet ? findSet(aboutValues, search) : findSingle(aboutValues, facts, search);
}

/** Whether the same question would have to be answered in two ways. */
function isContradiction(literals: readonly Literal[]): boolean {
  const wanted = new Map<string, boolean>();
  return literals.some((one) => {
    const before = wanted.get(one.test.id);
    wanted.set(one.test.id, one.wanted);
    return before !== undefined && before !== one.wanted;
  });
}

/** Whether a test comes out as wanted for a value. */
export function passes({ test, wanted }: Literal, value: ContextValue, { surely }: Pick<Search, 'surely'>): boolean {
  const answer = test.answer(value);
  return surely ? answer === (wanted ? Ternary.YES : Ternary.NO) : answer !== (wanted ? Ternary.NO : Ternary.YES);
}

function findSingle(literals: readonly Literal[], facts: KeyFacts, search: Search): Found {
  const isText = literals.every(({ test }) => test.text !== undefined);
  if (facts.kind === ValueKind.TEXT && isText) { return findSingleText(literals, search); }
  const hasVariables = literals.some(({ test }) => test.variables.length > 0);
  const { values, complete } = candidatesFor(literals.map(({ test }) => test), facts);
  search.budget.spend(values.length * literals.length);
  const found = values.find((value) => literals.every((one) => passes(one, value, search)));
  if (found !== undefined && !hasVariables) { return { value: found }; }
  if (facts.kind === ValueKind.TEXT) {
    const text = findSingleText(literals.filter(({ test }) => test.text !== undefined), search);
    if (text === undefined) { return undefined; }
    if (!hasVariables && literals.every((one) => passes(one, text.value, search))) { return text; }
  }
  return (complete && !hasVariables) || search.surely ? undefined : 'untold';
}

function findSingleText(literals: readonly Literal[], search: Search): Exclude<Found, 'untold'> {
  const requirements = requirementsOf(literals, search.surely, search.sets);
  const found = requirements && findText(ANY_TEXT, requirements, search.budget);
  if (found !== undefined) { return { value: textOf(found) }; }
  // Empty text is a value as well, if hardly ever one. For sets it is none. It is no ARN, of which the formula speaks.
  return literals.every((one) => (search.surely || !isDoubtfulWithoutArn(one)) && passes(one, '', search)) ? { value: '' } : undefined;
}

function isDoubtfulWithoutArn({ test }: Literal): boolean {
  return test.negated && test.text?.arns === true;
}

/** A member for each test that asks for one, all of them such as the others ask of every member. */
function findSet(literals: readonly Literal[], search: Search): Found {
  const ofAll: Literal[] = [];
  const ofAny: Literal[] = [];
  for (const one of literals) {
    const { quantifier } = one.test;
    if (one.test.text === undefined) {
      return search.surely ? undefined : 'untold';
    } else if (quantifier === undefined) {
      // What IAM does with several values without a quantifier is nowhere documented.
      (search.surely ? ofAll : ofAny).push(one);
    } else {
      (quantifier === 'all' === one.wanted ? ofAll : ofAny).push(one);
    }
  }
  const members: ContextValue[] = [];
  for (const one of ofAny.length === 0 ? [undefined] : ofAny) {
    const member = findSingleText(one === undefined ? ofAll : [...ofAll, one], search);
    if (member === undefined) { return undefined; }
    members.push(member.value);
  }
  return { value: members };
}

/** Symbols as text. */
export function textOf(symbols: readonly Symbol[]): string | Text {
  return Text.joined(symbols.map((symbol) => (symbol instanceof Gap ? holeOf(symbol) : symbol)));
}

function holeOf({ hole, id, isAccount, isName }: Gap): Hole {
  return hole ?? (isAccount ? new AccountHole(id) : isName ? new NameHole(id) : new Hole(id));
}
