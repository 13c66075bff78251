import { all, any, consensus, known, not, Ternary } from '../../src/template/ternary';

const { YES, NO, UNKNOWN } = Ternary;

test.each<[Ternary[], Ternary, Ternary, Ternary]>([
  [[], YES, NO, UNKNOWN],
  [[YES], YES, YES, YES],
  [[NO], NO, NO, NO],
  [[UNKNOWN], UNKNOWN, UNKNOWN, UNKNOWN],
  [[YES, YES], YES, YES, YES],
  [[NO, NO], NO, NO, NO],
  [[YES, NO], NO, YES, UNKNOWN],
  [[YES, UNKNOWN], UNKNOWN, YES, UNKNOWN],
  [[NO, UNKNOWN], NO, UNKNOWN, UNKNOWN],
  [[UNKNOWN, YES, NO], NO, YES, UNKNOWN],
])('of %j all are %s, any is %s, together %s', (answers, conjunction, disjunction, agreement) => {
  expect(all(answers)).toBe(conjunction);
  expect(any(answers)).toBe(disjunction);
  expect(consensus(answers)).toBe(agreement);
  expect(all([...answers].reverse())).toBe(conjunction);
  expect(any([...answers].reverse())).toBe(disjunction);
  expect(consensus([...answers].reverse())).toBe(agreement);
});

test.each<[string, (answers: Iterable<Ternary>) => Ternary, Ternary[], number]>([
  ['all', all, [YES, NO, YES], 2],
  ['any', any, [NO, YES, NO], 2],
  ['consensus', consensus, [YES, UNKNOWN, YES], 2],
])('%s asks no further than it has to', (_, combine, answers, asked) => {
  let count = 0;
  function* counted() { for (const answer of answers) { count += 1; yield answer; } }
  combine(counted());
  expect(count).toBe(asked);
});

test('what is not, and what is known', () => {
  expect([YES, NO, UNKNOWN].map(not)).toEqual([NO, YES, UNKNOWN]);
  expect([true, false].map(known)).toEqual([YES, NO]);
});
