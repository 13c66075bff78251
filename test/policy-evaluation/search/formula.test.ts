import {
  allOf, anyOf, bound, choiceOf, type Formula, identityOf, literal, literalsOf, negated, NO as NEVER, settled, UNTOLD, YES as ALWAYS,
} from '../../../src/policy-evaluation/search/formula';
import { Ternary } from '../../../src/template';
import { NO, UNKNOWN, YES } from '../support';

const asks = (id: string, segment?: string): Formula => literal({
  id, unknown: 'k', operator: 'is', constants: [], negated: false, variables: [], answer: () => UNKNOWN, ...(segment === undefined ? {} : { segment }),
});
const [A, B, C] = ['a', 'b', 'c'].map((id) => asks(id));

test.each<[string, Formula, Formula]>([
  ['all of nothing', allOf([]), ALWAYS],
  ['any of nothing', anyOf([]), NEVER],
  ['all of one', allOf([A]), A],
  ['any of one', anyOf([A]), A],
  ['one choice', choiceOf([A]), A],
  ['all with what always holds', allOf([ALWAYS, A, ALWAYS, B]), { kind: 'all', parts: [A, B] }],
  ['all with what never holds', allOf([A, NEVER, B]), NEVER],
  ['any with what always holds', anyOf([A, ALWAYS]), ALWAYS],
  ['any with what never holds', anyOf([NEVER, A, NEVER]), A],
  ['all within all', allOf([allOf([A, B]), C]), { kind: 'all', parts: [A, B, C] }],
  ['any within any', anyOf([C, anyOf([A, B])]), { kind: 'any', parts: [C, A, B] }],
  ['any within all', allOf([anyOf([A, B]), C]), { kind: 'all', parts: [{ kind: 'any', parts: [A, B] }, C] }],
  ['what cannot be determined', allOf([UNTOLD, A]), { kind: 'all', parts: [UNTOLD, A] }],
  ['not always', negated(ALWAYS), NEVER],
  ['not never', negated(NEVER), ALWAYS],
  ['not what cannot be determined', negated(UNTOLD), UNTOLD],
  ['not not', negated(negated(A)), A],
  ['not all', negated(allOf([A, B])), anyOf([negated(A), negated(B)])],
  ['not any', negated(anyOf([A, B])), allOf([negated(A), negated(B)])],
  ['not a choice', negated(choiceOf([A, B])), choiceOf([negated(A), negated(B)])],
  ['surely', settled(allOf([UNTOLD, A]), true), NEVER],
  ['possibly', settled(allOf([UNTOLD, A]), false), A],
  ['surely any', settled(anyOf([UNTOLD, A]), true), A],
  ['possibly any', settled(anyOf([UNTOLD, A]), false), ALWAYS],
  ['surely a choice', settled(choiceOf([A, B]), true), allOf([A, B])],
  ['possibly a choice', settled(choiceOf([A, B]), false), anyOf([A, B])],
  ['surely within a choice', settled(choiceOf([A, allOf([UNTOLD, B])]), true), NEVER],
  ['surely what is told', settled(A, true), A],
])('%s', (_, formula, expected) => {
  expect(formula).toEqual(expected);
});

test('with the answers that are known', () => {
  const answers: { [id: string]: Ternary } = { a: YES, b: NO, c: UNKNOWN };
  const told = (formula: Formula) => bound(formula, ({ test }) => answers[test.id]);
  const open = asks('d');
  expect([A, B, C, open].map(told)).toEqual([ALWAYS, NEVER, UNTOLD, open]);
  expect([A, B, C, open].map(negated).map(told)).toEqual([NEVER, ALWAYS, UNTOLD, negated(open)]);
  expect(told(allOf([A, open]))).toEqual(open);
  expect(told(anyOf([B, open, allOf([open, B])]))).toEqual(open);
  expect(told(choiceOf([A, open]))).toEqual(choiceOf([ALWAYS, open]));
  expect(told(UNTOLD)).toEqual(UNTOLD);
});

test('all literals, however deep', () => {
  expect([...literalsOf(allOf([A, anyOf([negated(B), choiceOf([C, A])]), UNTOLD]))]).toEqual([A, negated(B), C, A]);
  expect([...literalsOf(ALWAYS)]).toEqual([]);
});

test('formulas that say something else have another identity', () => {
  const formulas = [
    A, negated(A), B, asks('a', 'account'), ALWAYS, NEVER, UNTOLD, allOf([A, B]), anyOf([A, B]), choiceOf([A, B]), allOf([B, A]), allOf([A, B, C]), allOf([A, anyOf([B, C])]),
  ];
  expect(new Set(formulas.map(identityOf)).size).toBe(formulas.length);
  expect(identityOf(allOf([negated(A), B]))).toBe(identityOf(allOf([negated(asks('a')), asks('b')])));
});
