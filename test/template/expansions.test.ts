import { shown, template } from './shown';
import { Hole, isUnknown, ParameterHole, Text, Unknown, type Value } from '../../src/template';
import { expanded, meant } from '../../src/template/expansions';

const hole = (id: string, ...options: Value[]) => new ParameterHole(id, options);
const STAGE = hole('stage', 'dev', 'prod');
const SIZE = hole('size', 's', 'm');
const COUNT = hole('count', 1, 2);
const ANY = hole('any', 'x', new Unknown('it may be given another value'));
const NUMBERS = Array.from({ length: 10 }, (_, i) => String(i));
const text = (...pieces: (string | Hole)[]): string | Text => Text.of(...pieces);

test.each<[string, string | Text, string[], object]>([
  ['literal text', 'a', ['a', 'b'], { names: ['a'], others: false, open: false }],
  ['other literal text', 'c', ['a', 'b'], { names: [], others: true, open: false }],
  ['the beginning of a name', 'a', ['ab'], { names: [], others: true, open: false }],
  ['parameters', text(STAGE, '-', SIZE), ['dev-m', 'dev-s', 'prod-m', 'prod-s'], { names: ['dev-m', 'dev-s', 'prod-m', 'prod-s'], others: false, open: false }],
  ['parameters of which only some are named', text(STAGE, '-', SIZE), ['dev-m', 'else'], { names: ['dev-m'], others: true, open: false }],
  ['a number', text('v', COUNT), ['v1', 'v2'], { names: ['v1', 'v2'], others: false, open: false }],
  ['a parameter that stands there twice', text(STAGE, '-', STAGE), ['dev-dev', 'dev-prod'], { names: ['dev-dev'], others: true, open: false }],
  ['two ways to one name', text(hole('a', 'x', 'xy'), hole('b', 'yz', 'z')), ['xyz'], { names: ['xyz'], others: true, open: false }],
  ['a parameter that may be anything', text(ANY, '-', SIZE), ['x-m', 'y-m'], { names: ['x-m'], others: true, open: true }],
  ['what is no parameter', text(new Hole('h')), ['a'], { names: [], others: false, open: true }],
  ['what is no parameter behind another beginning', text('b-', new Hole('h')), ['a'], { names: [], others: true, open: false }],
  ['a parameter of which nothing is known', text(hole('p')), ['a'], { names: [], others: false, open: true }],
  ['the empty text', '', [''], { names: [''], others: false, open: false }],
])('what %s means among some names', (_, name, names, expected) => {
  const found = meant(name, [...names].sort())!;
  expect({ ...found, names: [...found.names].sort() }).toEqual(expected);
});

test('however many combinations there are, only beginnings of names are followed', () => {
  const parameters = Array.from({ length: 26 }, (_, i) => hole(`p${i}`, ...NUMBERS));
  expect(meant(text(...parameters), ['0'.repeat(26), '1'.repeat(26), '12'])).toEqual({ names: ['0'.repeat(26), '1'.repeat(26)], others: true, open: false });
});

test('what takes too long cannot be determined', () => {
  const of = (count: number) => Array.from({ length: count }, (_, i) => hole(`p${i}`, ...Array.from({ length: 100 }, (__, j) => 'a'.repeat(j + 1))));
  const names = (count: number) => ['a'.repeat(count * 100)];
  expect(meant(text(...of(2)), names(2))).toBeDefined();
  expect(meant(text(...of(3)), names(3))).toBeUndefined();
});

describe('parameters are written out', () => {
  const text2 = (count: number) => text(...Array.from({ length: count }, (_, i) => hole(`p${i}`, 'a', 'a', 'a', 'a')));

  test('in up to 1024 combinations', () => {
    expect(expanded(text2(5))).toBe('aaaaa');
    expect(shown(expanded(text2(6)))).toEqual({ unknown: 'it can be too many different texts' });
  });

  test('in texts of up to 100,000 pieces', () => {
    const pieces = (count: number) => text(STAGE, ...Array.from({ length: count }, (_, i) => new Hole(`h${i}`)));
    expect(isUnknown(expanded(pieces(49_999)))).toBe(false);
    expect(isUnknown(expanded(pieces(50_000)))).toBe(true);
  });
});

/** As many parameters as there are letters, with ten values each. */
const PARAMETERS = Object.fromEntries(Array.from({ length: 26 }, (_, i) => [`P${i}`, { Type: 'String', AllowedValues: NUMBERS }]));
const NAME = { 'Fn::Sub': Array.from({ length: 26 }, (_, i) => `\${P${i}}`).join('') };
const ONES = '1'.repeat(26);

test('of names of many parameters, those that are exported are found', () => {
  const t = template({ Parameters: PARAMETERS, Outputs: { O: { Value: 'found', Export: { Name: ONES } } } });
  expect(shown(t.resolve({ 'Fn::ImportValue': NAME }))).toEqual({ oneOf: ['found', { unknown: expect.stringContaining('no stack at hand provides') }] });
});

test('of keys of many parameters, those of the mapping are found', () => {
  const t = template({ Parameters: PARAMETERS, Mappings: { M: { [ONES]: { k: 'found' }, other: { k: 'not' } } } });
  expect(shown(t.resolve({ 'Fn::FindInMap': ['M', NAME, 'k'] }))).toBe('found');
});

test.each<[string, unknown, string]>([
  ['a text that they can be', ONES, 'unknown'],
  ['a text that they cannot be', 'x', 'no'],
  ['another text of parameters', { 'Fn::Sub': 'x${P0}${P1}${P2}${P3}' }, 'unknown'],
])('many parameters and %s', (_, other, expected) => {
  const t = template({ Parameters: PARAMETERS });
  expect([t.equals([NAME, other]), t.equals([other, NAME])]).toEqual([expected, expected]);
});
