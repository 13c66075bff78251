import type { Case } from '../../src/template';
import { runsOf } from '../../src/template/case-runs';
import { MOST_RUNS } from '../../src/template/choice-groups';
import { type Premise, premises } from '../../src/template/premises';

const holds = (comparison: string, truth: boolean): Premise => ({ template: 'T', comparison, holds: truth });
const one = (...all: Premise[]): Case => ({ chosen: new Map(), premises: premises(all), isDefault: true });
const group = (cases: Case[], isPart = false) => ({ members: new Set<never>(), cases, isPart });
const either = (comparison: string, ...more: Premise[]) => [true, false].map((truth) => one(holds(comparison, truth), ...more));

test('groups that have nothing to do with each other share runs', () => {
  const groups = ['a', 'b', 'c'].map((name) => group(either(name)));
  const runs = runsOf(groups);
  expect(runs.map(({ cases, premises: given }) => [cases.size, given.size])).toEqual([[3, 3], [3, 3]]);
  for (const { cases } of groups) { expect(runs.flatMap((run) => [...run.cases.values()])).toEqual(expect.arrayContaining(cases)); }
});

test('cases that agree share runs, and cases that contradict each other do not', () => {
  expect(runsOf([group(either('a')), group([one(holds('a', false), holds('b', true))])]).map(({ cases }) => cases.size)).toEqual([1, 2]);
  expect(runsOf([group([one(holds('a', true))]), group([one(holds('a', false))])]).map(({ cases }) => cases.size)).toEqual([1, 1]);
  const is = (text: string): Premise => ({ template: 'T', parameter: 'P', fact: { is: text, isNot: [] } });
  expect(runsOf([group([one(is('x'))]), group([one(is('y'))]), group([one(is('x'))])])).toHaveLength(2);
});

test('parts of what hangs together have runs of their own', () => {
  expect(runsOf([group(either('a')), group(either('b'), true), group(either('c'), true), group(either('d'))]).map(({ cases }) => cases.size))
    .toEqual([2, 2, 1, 1, 1, 1]);
});

test(`at most ${MOST_RUNS} runs: groups for which there would be more are left out`, () => {
  const groups = Array.from({ length: 3 }, (_, i) => group(Array.from({ length: 50 }, (_case, k) => one(holds(`${i} ${k}`, true))), true));
  const runs = runsOf([...groups, group(either('last'))]);
  expect(MOST_RUNS).toBe(128);
  expect(runs).toHaveLength(102);
  expect(new Set(runs.flatMap(({ cases }) => [...cases.keys()])).size).toBe(3);
});
