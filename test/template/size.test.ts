import { Hole, isLargerThan, OneOf, Text, Unknown } from '../../src/template';

const HOLE = new Hole('the id of a hole, which is long', 'how messages write it, which is longer');

/** Each thing counts as one, text as its characters too, and maps have the names of their members. */
test.each<[string, unknown, number]>([
  ['nothing', undefined, 1],
  ['null', null, 1],
  ['a number', 123_456, 1],
  ['text', 'abc', 4],
  ['the empty text', '', 1],
  ['a list', ['ab', 1], 1 + 3 + 1],
  ['a map', { name: 'ab' }, 1 + 4 + 3],
  ['maps in maps', { a: { b: {} } }, 1 + 1 + 1 + 1 + 1],
  ['text with a hole', Text.of('ab', HOLE), 1 + 3 + 1],
  ['one of several', new OneOf(['ab', 'c'], HOLE), 1 + 3 + 2],
  ['a hole', HOLE, 1],
  ['what is not known', new Unknown('a reason, which is long', HOLE), 1],
])('%s', (_, value, size) => {
  expect(isLargerThan(value, size)).toBe(false);
  expect(isLargerThan(value, size - 1)).toBe(true);
});

test('what comes after the limit is not looked at', () => {
  const seen: string[] = [];
  const list = ['a'.repeat(10), { get later() { seen.push('later'); return 1; } }];
  expect(isLargerThan(list.reverse(), 5)).toBe(true);
  expect(seen).toEqual([]);
});
