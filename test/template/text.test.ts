import { shown } from './shown';
import {
  Hole, isAbsent, NameHole, oneOf, OneOf, optionsOf, ParameterHole, sameText, Text, textKey, textOf, Unknown, Value,
} from '../../src/template';
import { arnIdentity } from '../../src/template/holes';
import { concat, split } from '../../src/template/text';

const NAME = Text.of(new NameHole('name'));
const OTHER = Text.of(new NameHole('other'));
const PARAMETER = new OneOf(['a', new Unknown('may be another')], new ParameterHole('p', ['a']));

test.each<[string, Value[], unknown]>([
  ['literals', ['a', 1, false], 'a1false'],
  ['nothing', [], ''],
  ['a number alone', [1], '1'],
  ['a choice alone', [PARAMETER], { oneOf: ['a', { unknown: 'may be another' }] }],
  ['a choice that is the same everywhere', ['x', PARAMETER], 'x{p}'],
  ['a choice', ['x', new OneOf(['a', NAME, null])], { oneOf: ['xa', 'x{name}', 'x'] }],
  ['a choice with an unknown option', ['x', new OneOf(['a', new Unknown('so')])], { oneOf: ['xa', { unknown: 'so' }] }],
  ['what cannot be determined', ['x', new Unknown('so')], { unknown: 'so' }],
  ['what is the same everywhere', ['x', new Unknown('so', new Hole('h'))], 'x{h}'],
  ['a map alone', [{}], { unknown: 'a list or a map stands inside text' }],
])('text of %s', (_, values, expected) => {
  expect(shown(concat(values))).toEqual(expected);
});

test('of more pieces than a function takes arguments', () => {
  const many = Array.from({ length: 300_000 }, (_, i) => (i % 2 === 0 ? 'x' : NAME));
  expect((concat(many) as Text).parts).toHaveLength(300_000);
  expect(split(Text.joined(many), 'x')).toBeUndefined();
  expect(split(Text.joined([...many, ':', ...many]), ':')).toHaveLength(2);
});

test.each<[string | Text, string, string[] | undefined]>([
  ['a,b', ',', ['a', 'b']],
  [Text.of('a:', NAME as Text, ':b'), ':', ['a', '{name}', 'b']],
  [Text.of('a-', NAME as Text), '-', undefined],
  [Text.of('a:', new Hole('h')), ':', undefined],
  ['a', '', undefined],
])('%s split at %j', (text, delimiter, expected) => {
  expect(split(text, delimiter)?.map(shown)).toEqual(expected);
});

test.each<[Value, Value, boolean | undefined]>([
  ['a', 'a', true],
  ['a', 'b', false],
  ['true', true, true],
  [NAME, NAME, true],
  [NAME, OTHER, undefined],
  [NAME, 'a', undefined],
  [PARAMETER, PARAMETER, true],
  [PARAMETER, 'a', undefined],
  [new OneOf(['a', 'b']), 'c', false],
  [new OneOf(['a', 'b']), 'a', undefined],
  [new Unknown('so'), new Unknown('so'), undefined],
  [['a'], ['a'], undefined],
])('%p and %p are the same text: %s', (a, b, expected) => {
  expect(sameText(a, b)).toBe(expected);
  expect(sameText(b, a)).toBe(expected);
});

test.each([
  ['arn:aws:s3:::b', ':s3:::b'],
  [textKey(Text.of('arn:', new Hole('AWS::Partition'), ':s3:::b')), ':s3:::b'],
  ['arn:', undefined],
  ['arn:aws', undefined],
  ['name', undefined],
])('%j without its partition is %j', (key, expected) => {
  expect(arnIdentity(key)).toBe(expected);
});

test('one text has one key, and no other text has it', () => {
  expect(textKey(Text.of('a', new Hole('h')))).toBe(textKey(Text.of('a', Text.of(new NameHole('h')))));
  expect(textKey(Text.of('a{h}'))).not.toBe(textKey(Text.of('a', new Hole('h'))));
});

test.each<[string, Value[], unknown]>([
  ['a sole option', ['a'], 'a'],
  ['the same twice', ['a', 'a', 1, '1'], { oneOf: ['a', 1, '1'] }],
  ['the same text twice', [NAME, Text.of(new NameHole('name'))], '{name}'],
  ['choices in choices', ['a', new OneOf(['b', new OneOf(['a', 'c'])])], { oneOf: ['a', 'b', 'c'] }],
  ['too many', Array.from({ length: 200 }, (_, i) => i), { unknown: 'it can be too many different things' }],
])('one of %s', (_, options, expected) => {
  expect(shown(oneOf(options))).toEqual(expected);
});

test('what a value can be', () => {
  expect(optionsOf('a')).toEqual(['a']);
  expect(optionsOf(new OneOf(['a', null])).map(isAbsent)).toEqual([false, true]);
  expect([textOf(1), textOf(true), textOf(null), textOf(undefined), textOf({})]).toEqual(['1', 'true', undefined, undefined, undefined]);
});
