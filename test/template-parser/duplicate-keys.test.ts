import { parseLeniently, parseTemplate } from '../../src/template-parser';

const JSON_TEXT = '{\n  "a": 1,\n  "b": {"c": [1], "d": "x", "c": {"e": 2, "e": 3}},\n  "a": 4\n}';
const YAML = 'a: 1\nb:\n  c: [1]\n  d: x\n  c: {e: 2, e: 3}\na: 4\n';

test.each<[string, string, string[]]>([
  ['JSON', JSON_TEXT, ['c 3:29', 'e 3:43', 'a 4:3']],
  ['YAML', YAML, ['c 5:3', 'e 5:13', 'a 6:1']],
])('of %s, the last counts, or those before', (_, text, expected) => {
  const { value, duplicates } = parseLeniently(text, 'a.template');
  expect(value).toEqual({ a: 4, b: { c: { e: 3 }, d: 'x' } });
  expect(duplicates.map(({ key, position: { line, column } }) => `${key} ${line}:${column}`).sort()).toEqual([...expected].sort());

  const without = (...keys: string[]) => parseLeniently(text, 'a.template', (index) => keys.includes(duplicates[index].key)).value;
  expect(without('a')).toEqual({ a: 1, b: { c: { e: 3 }, d: 'x' } });
  expect(without('c')).toEqual({ a: 4, b: { c: [1], d: 'x' } });
  expect(without('e')).toEqual({ a: 4, b: { c: { e: 2 }, d: 'x' } });
  expect(without('a', 'c', 'e')).toEqual({ a: 1, b: { c: [1], d: 'x' } });
});

test.each<[string, string]>([
  ['JSON', JSON.stringify({ a: '\\","a":', b: ['a', { a: 1 }], c: { a: 2 } })],
  ['YAML', 'a: 1\nb: {a: 1}\nc: &x {a: 2}\nd: {<<: *x, a: 3}\n'],
])('of %s without any there is none', (_, text) => {
  expect(parseLeniently(text, 'a.template')).toEqual({ value: parseTemplate(text, 'a.template'), duplicates: [] });
});

test('three times is two too many', () => {
  const text = '{"a": 1, "a": 2, "a": 3}';
  expect(parseLeniently(text, 'a.json')).toMatchObject({ value: { a: 3 }, duplicates: [{ key: 'a' }, { key: 'a' }] });
  expect(parseLeniently(text, 'a.json', (index) => index === 1).value).toEqual({ a: 2 });
  expect(parseLeniently(text, 'a.json', () => true).value).toEqual({ a: 1 });
});

test('a byte order mark does not move them', () => {
  expect(parseLeniently('\uFEFF{"a": 1, "a": 2}', 'a.json').duplicates).toEqual([{ key: 'a', position: { line: 1, column: 11 } }]);
});

test('what is no template is none', () => {
  expect(() => parseLeniently('{"a": 1, "a": }', 'a.json')).toThrow('a.json:1:15: it isn\'t valid JSON: a value is expected');
});
