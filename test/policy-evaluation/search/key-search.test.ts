import { Budget } from '../../../src/policy-evaluation/search/budget';
import type { Literal } from '../../../src/policy-evaluation/search/formula';
import { type KeyFacts, ValueKind } from '../../../src/policy-evaluation/search/key-facts';
import { findValue, passes, textOf } from '../../../src/policy-evaluation/search/key-search';
import type { Test } from '../../../src/policy-evaluation/search/tests';
import { PatternSets } from '../../../src/policy-evaluation/search/text-requirements';
import { Gap } from '../../../src/policy-evaluation/tokens';
import { AccountHole, Hole, NameHole, Text } from '../../../src/template';
import { NO, UNKNOWN, YES } from '../support';

const NUMBER: KeyFacts = { kind: ValueKind.NUMBER, isSet: false, canBeAbsent: true, canBePresent: true };
const PRESENT: KeyFacts = { ...NUMBER, canBeAbsent: false };
const test5 = (answer: Test['answer'], more: Partial<Test> = {}): Test => (
  { id: 'is 5', unknown: 'key', operator: 'numericequals', constants: ['5'], negated: false, variables: [], answer, ...more }
);
const is5 = test5((value) => (value === '5' ? YES : NO));
const wants = (test: Test, wanted = true): Literal => ({ kind: 'literal', test, wanted });
const isThere = (is: boolean) => wants(test5((value) => ((value !== null) === is ? YES : NO), { id: `null ${is}`, operator: 'null', constants: [] }));

function found(literals: readonly Literal[], facts: KeyFacts = PRESENT, surely = false) {
  const budget = new Budget(10_000);
  const value = findValue(literals, facts, { surely, sets: new PatternSets(budget), budget });
  return value === undefined || value === 'untold' ? value : value.value;
}

describe('a value is found with which every test comes out as wanted', () => {
  test.each<[string, Literal[], KeyFacts, ReturnType<typeof found>]>([
    ['one test', [wants(is5)], PRESENT, '5'],
    ['its opposite', [wants(is5, false)], PRESENT, '0'],
    ['the same test twice', [wants(is5), wants(is5)], PRESENT, '5'],
    ['the same opposite twice', [wants(is5, false), wants(is5, false)], PRESENT, '0'],
    ['both at once', [wants(is5), wants(is5, false)], PRESENT, undefined],
    ['no value, where the key can be absent', [wants(is5, false)], NUMBER, null],
    ['a value, though the key can be absent', [wants(is5)], NUMBER, '5'],
    ['a value, because the key must be there', [wants(is5, false), isThere(true)], NUMBER, '0'],
    ['no value, because it must not', [isThere(false)], NUMBER, null],
    ['none, where the key is always there', [isThere(false)], PRESENT, undefined],
    ['none, where the key is never there', [wants(is5)], { ...NUMBER, canBePresent: false }, undefined],
    ['none, where all that there are were tried', [wants(test5(() => NO))], PRESENT, undefined],
  ])('%s', (_, literals, facts, expected) => {
    expect(found(literals, facts)).toBe(expected);
  });
});

describe('where a test cannot be answered', () => {
  const unknown = test5(() => UNKNOWN, { id: 'unknown' });

  test('a value may do, but not surely', () => {
    expect([found([wants(unknown)]), found([wants(unknown, false)])]).toEqual(['5', '5']);
    expect([found([wants(unknown)], PRESENT, true), found([wants(unknown, false)], PRESENT, true)]).toEqual([undefined, undefined]);
  });

  test('no value does for the test and its opposite', () => {
    expect(found([wants(unknown), wants(unknown, false)])).toBeUndefined();
    expect(found([wants(unknown), wants({ ...unknown, id: 'other' }, false)])).toBe('5');
  });

  test.each([[YES, [true, true, false, false]], [NO, [false, false, true, true]], [UNKNOWN, [true, false, true, false]]])('what passes with %s', (answer, expected) => {
    const passing = (wanted: boolean, surely: boolean) => passes(wants(test5(() => answer), wanted), 'x', { surely });
    expect([passing(true, false), passing(true, true), passing(false, false), passing(false, true)]).toEqual(expected);
  });
});

describe('what is not known to be there or not', () => {
  const withVariable = test5((value) => (value === '5' ? YES : NO), { variables: ['aws:username'] });

  test('is one of which not every sort was tried', () => {
    const byText = test5(() => NO, { operator: 'stringlike', text: { holed: new Map() } as unknown as Test['text'] });
    expect([found([wants(byText)]), found([wants(byText)], PRESENT, true)]).toEqual(['untold', undefined]);
  });

  test('is any value that depends on other keys', () => {
    expect([found([wants(withVariable)]), found([wants(withVariable)], PRESENT, true)]).toEqual(['untold', undefined]);
  });
});

test('symbols that were found are text, with the holes that they stand for', () => {
  const gap = (id: string, isName: boolean, isAccount: boolean, hole?: Hole) => new Gap(id, false, false, isName, isAccount, hole);
  expect(textOf(['a', 'b'])).toBe('ab');
  const known = new Hole('Known', 'shown so');
  expect(textOf(['a', gap('A', false, true), gap('N', true, false), gap('H', false, false), gap('K', false, false, known)])).toEqual(
    Text.of('a', new AccountHole('A'), new NameHole('N'), new Hole('H'), known),
  );
});
