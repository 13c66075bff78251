import { drawn, type Fault, faultKey, wilson } from '../../scripts/mutate/sample';
import { withFault } from '../../scripts/mutate/try-faults';

const fault = (i: number): Fault => ({
  fileName: 'a.ts', mutatorName: 'BooleanLiteral', replacement: 'true', location: { start: { line: i, column: 1 }, end: { line: i, column: 6 } },
});
const FAULTS = Array.from({ length: 20 }, (_, i) => fault(i));
const linesOf = (faults: readonly Fault[]) => faults.map(({ location }) => location.start.line);

describe('faults are drawn', () => {
  test('the same ones with the same seed, in whatever order they come', () => {
    expect(drawn([...FAULTS].reverse(), 5, 7)).toEqual(drawn(FAULTS, 5, 7));
    expect(drawn(FAULTS, 5, 8)).not.toEqual(drawn(FAULTS, 5, 7));
  });

  test('each at most once, and all if there are no more', () => {
    for (const count of [5, 20, 100]) { expect(new Set(linesOf(drawn(FAULTS, count, 1))).size).toBe(Math.min(count, 20)); }
    expect(drawn([], 5, 1)).toEqual([]);
  });

  test('each as often as any other', () => {
    const times = new Map<number, number>();
    for (let seed = 0; seed < 2000; seed++) {
      for (const line of linesOf(drawn(FAULTS, 5, seed))) { times.set(line, (times.get(line) ?? 0) + 1); }
    }
    // A quarter of 2000, and four standard deviations.
    expect(times.size).toBe(20);
    for (const count of times.values()) { expect(Math.abs(count - 500)).toBeLessThan(4 * Math.sqrt(2000 * 0.25 * 0.75)); }
  });

  test.each<[string, Partial<Fault>]>([
    ['file', { fileName: 'b.ts' }],
    ['mutator', { mutatorName: 'ConditionalExpression' }],
    ['replacement', { replacement: 'false' }],
    ['start', { location: { ...fault(0).location, start: { line: 0, column: 2 } } }],
    ['end', { location: { ...fault(0).location, end: { line: 0, column: 7 } } }],
  ])('and are told apart by their %s', (_, other) => {
    expect(faultKey({ ...fault(0), ...other })).not.toBe(faultKey(fault(0)));
  });
});

// From the formula, with the quantile 1.96, calculated elsewhere.
test.each([
  [80, 100, 0.7112, 0.8666],
  [17, 20, 0.6396, 0.9476],
  [10, 10, 0.7225, 1],
  [0, 10, 0, 0.2775],
  [0, 0, 0, 1],
])('the interval for %d of %d', (having, sampled, from, to) => {
  const interval = wilson(having, sampled);
  expect(interval.from).toBeCloseTo(from, 4);
  expect(interval.to).toBeCloseTo(to, 4);
});

describe('a fault is made in a text', () => {
  const TEXT = 'const a = 1;\nif (a > 0) {\n  say();\n}\n';

  test.each<[string, [number, number, number, number], string | undefined, string]>([
    ['within a line', [2, 5, 2, 10], 'a >= 0', 'const a = 1;\nif (a >= 0) {\n  say();\n}\n'],
    ['at the beginning', [1, 1, 1, 6], 'let', 'let a = 1;\nif (a > 0) {\n  say();\n}\n'],
    ['over several lines', [2, 12, 4, 2], '{}', 'const a = 1;\nif (a > 0) {}\n'],
    ['by leaving out', [3, 3, 3, 9], undefined, 'const a = 1;\nif (a > 0) {\n  \n}\n'],
  ])('%s', (_, [line, column, endLine, endColumn], replacement, expected) => {
    expect(withFault(TEXT, { replacement, location: { start: { line, column }, end: { line: endLine, column: endColumn } } })).toBe(expected);
  });
});
