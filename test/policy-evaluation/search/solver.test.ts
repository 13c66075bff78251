import { Budget, OutOfSteps } from '../../../src/policy-evaluation/search/budget';
import { allOf, anyOf, choiceOf, type Formula, literal, type Literal, negated, NO as NEVER, UNTOLD, YES as ALWAYS } from '../../../src/policy-evaluation/search/formula';
import { solve } from '../../../src/policy-evaluation/search/solver';
import { UNKNOWN } from '../support';

/** That a letter has a number: `is('x', 1)`. */
function is(unknown: string, value: number): Formula {
  return literal({ id: `is ${value}`, unknown, operator: 'is', constants: [String(value)], negated: false, variables: [], answer: () => UNKNOWN });
}

/** Letters are numbers from 0 to 2. */
function theory(_: string, literals: readonly Literal[]) {
  const value = [0, 1, 2].find((one) => literals.every(({ test, wanted }) => (test.constants[0] === String(one)) === wanted));
  return value === undefined ? undefined : { value: String(value) };
}

function solved(formula: Formula, steps = 10_000): string | undefined {
  const solution = solve(formula, theory, new Budget(steps));
  return solution && [...solution].map(([name, found]) => `${name}=${found === undefined || found === 'untold' ? found : String(found.value)}`).sort().join(' ');
}

const not = negated;
const [X0, X1, X2, Y0, Y1, Y2, Z0, Z1] = [is('x', 0), is('x', 1), is('x', 2), is('y', 0), is('y', 1), is('y', 2), is('z', 0), is('z', 1)];

test.each<[string, Formula, string | undefined]>([
  ['what always holds', ALWAYS, ''],
  ['what never holds', NEVER, undefined],
  ['what cannot be determined', UNTOLD, undefined],
  ['what has to be settled first', choiceOf([X0, X1]), undefined],
  ['one', X1, 'x=1'],
  ['one and its opposite', allOf([X1, not(X1)]), undefined],
  ['two of one', allOf([X1, X2]), undefined],
  ['what is left', allOf([not(X0), not(X1)]), 'x=2'],
  ['nothing that is left', allOf([not(X0), not(X1), not(X2)]), undefined],
  ['two', allOf([X1, Y2]), 'x=1 y=2'],
  ['one of two', anyOf([X1, Y2]), 'x=1'],
  ['the other of two', allOf([anyOf([X1, Y2]), not(X1)]), 'x=0 y=2'],
  ['the other of two, said before', allOf([not(X1), anyOf([X1, Y2])]), 'x=0 y=2'],
  ['neither of two', allOf([anyOf([X1, Y2]), not(X1), not(Y2)]), undefined],
  ['one of two that holds already', allOf([X1, anyOf([X1, Y2])]), 'x=1'],
  ['one of what cannot be determined and another', anyOf([UNTOLD, X1]), 'x=1'],
  ['one of what always holds and another', { kind: 'any', parts: [X1, ALWAYS] }, ''],
  ['all of some within any', anyOf([allOf([X1, X2]), allOf([X2, Y1])]), 'x=2 y=1'],
  ['any within all within any', allOf([anyOf([allOf([X1, Y1]), X2]), anyOf([X0, X2])]), 'x=2'],
  ['several clauses about the same', allOf([anyOf([X0, X1]), anyOf([X1, X2])]), 'x=1'],
  ['clauses about the same that contradict each other', allOf([anyOf([X0, X1]), anyOf([X1, X2]), not(X1)]), undefined],
  ['clauses that hang together', allOf([anyOf([X0, Y0]), anyOf([not(X0), Y1]), anyOf([not(Y1), Z1]), not(Y0)]), 'x=0 y=1 z=1'],
  ['groups that have nothing in common', allOf([anyOf([X0, X1]), anyOf([X1, X2]), anyOf([Y0, Y1]), anyOf([Y1, Y2])]), 'x=1 y=1'],
  ['a group of two without a solution', allOf([anyOf([X0, X1]), anyOf([X1, X2]), anyOf([Y0, Z0]), anyOf([Y1, Z1]), not(Y0), not(Z1), not(Y1)]), undefined],
  ['what is easy beside what is not', allOf([anyOf([X0, Z1]), anyOf([Y1, Z0]), anyOf([Y2, Z0])]), 'x=0 y=2 z=0'],
])('%s', (_, formula, expected) => {
  expect(solved(formula)).toBe(expected);
});

test('every formula of three letters has a solution if and only if one of the 27 combinations is one', () => {
  const all = ['x', 'y', 'z'].flatMap((name) => [0, 1, 2].map((value) => is(name, value)));
  let seed = 1;
  const below = (limit: number) => (seed = (seed * 48_271) % 2_147_483_647) % limit;
  const clause = () => anyOf(Array.from({ length: 1 + below(3) }, () => (below(2) === 0 ? all[below(9)] : not(all[below(9)]))));
  const holds = (formula: Formula, values: { readonly [name: string]: string }): boolean => {
    switch (formula.kind) {
      case 'literal': return (values[formula.test.unknown] === formula.test.constants[0]) === formula.wanted;
      case 'all': return formula.parts.every((part) => holds(part, values));
      case 'any': return formula.parts.some((part) => holds(part, values));
      default: return formula.kind === 'yes';
    }
  };
  const combinations = ['0', '1', '2'].flatMap((x) => ['0', '1', '2'].flatMap((y) => ['0', '1', '2'].map((z) => ({ x, y, z }))));
  const outcomes = new Set<boolean>();
  for (let i = 0; i < 200; i++) {
    const formula = allOf(Array.from({ length: 2 + below(7) }, clause));
    const expected = combinations.some((values) => holds(formula, values));
    const solution = solve(formula, theory, new Budget(10_000));
    expect([i, solution !== undefined]).toEqual([i, expected]);
    if (solution !== undefined) {
      const values = Object.fromEntries([...solution].map(([name, found]) => [name, String((found as { value: string }).value)]));
      expect(holds(formula, { x: '0', y: '0', z: '0', ...values })).toBe(true);
    }
    outcomes.add(expected);
  }
  expect(outcomes.size).toBe(2);
});

test('a search that takes too many steps ends', () => {
  expect(() => solved(allOf([anyOf([X0, Y0]), anyOf([X1, Y1]), anyOf([X2, Y2])]), 10)).toThrow(OutOfSteps);
});
