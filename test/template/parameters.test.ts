import { shown, template } from './shown';
import { Hole, OneOf, textOf, Unknown, type Value } from '../../src/template';
import { expanded } from '../../src/template/expansions';
import { narrowed, type ParameterFact } from '../../src/template/parameters';

function parameter(declaration: unknown): unknown {
  return shown(template({ Parameters: { P: declaration } }).resolve({ Ref: 'P' }));
}

const ANOTHER = { unknown: 'parameter P may be given another value' };

test.each([
  ['has no default', { Type: 'String' }, { unknown: 'parameter P has no default' }],
  ['has a default, but may be given another value', { Type: 'String', Default: 'a' }, { oneOf: ['a', ANOTHER] }],
  ['is one of the allowed values', { Type: 'String', Default: 'a', AllowedValues: ['a', 'b'] }, { oneOf: ['a', 'b'] }],
  ['is the only allowed value', { Type: 'String', AllowedValues: ['a'] }, 'a'],
  ['is a list', { Type: 'CommaDelimitedList', Default: 'a, b' }, { oneOf: [['a', 'b'], ANOTHER] }],
  ['is an empty list', { Type: 'List<String>', Default: '' }, { oneOf: [[], ANOTHER] }],
  ['is a list of allowed values', { Type: 'CommaDelimitedList', Default: 'a', AllowedValues: ['a', 'b'] }, { oneOf: [['a'], ANOTHER] }],
  ['is stored', { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/a' }, { unknown: 'parameter P is read from Parameter Store' }],
  ['is declared as nothing', null, { unknown: 'parameter P has no default' }],
  ['is declared as text', 'String', { unknown: 'parameter P has no default' }],
  ['has a map as its default', { Default: { a: 1 } }, { oneOf: [{ unknown: 'it is no literal' }, ANOTHER] }],
])('a parameter that %s', (_, declaration, expected) => {
  expect(parameter(declaration)).toEqual(expected);
});

test.each([
  ['without a default', { Type: 'String' }],
  ['with a default', { Type: 'String', Default: 'a' }],
  ['with allowed values', { Type: 'String', AllowedValues: ['a', 'b'] }],
  ['from Parameter Store', { Type: 'AWS::SSM::Parameter::Value<String>' }],
])('a parameter %s is the same hole in every text', (_, declaration) => {
  const t = template({ Parameters: { P: declaration } });
  expect(shown(t.resolve({ 'Fn::Sub': 'x-${P}' }))).toBe('x-{T/parameter P}');
  expect(shown(t.resolve({ 'Fn::Join': ['-', ['x', { Ref: 'P' }]] }))).toBe('x-{T/parameter P}');
});

test('a text can be expanded to what is known of its parameters', () => {
  const t = template({ Parameters: { P: { AllowedValues: ['a', 'b'] }, Q: { Default: 'c' } } });
  const text = (sub: string) => shown(expanded(textOf(t.resolve({ 'Fn::Sub': sub }))!));
  expect(text('${P}-${P}')).toEqual({ oneOf: ['a-a', 'b-b'] });
  expect(text('x-${Q}')).toEqual({ oneOf: ['x-c', 'x-{T/parameter Q}'] });
});

test.each<[string, Value, ParameterFact, unknown]>([
  ['what is known', 'a', { is: 'b', isNot: [] }, 'a'],
  ['one of two, which is told', new OneOf(['a', 1]), { is: '1', isNot: [] }, 1],
  ['one of two, which is another', new OneOf(['a', 'b']), { is: 'c', isNot: [] }, 'c'],
  ['nothing that is known, which is told', new Unknown('open'), { is: 'c', isNot: ['d'] }, 'c'],
  ['nothing that is known', new Unknown('open'), { isNot: ['c'] }, { unknown: 'open' }],
  ['one of three, without one', new OneOf(['a', 1, 'b']), { isNot: ['1'] }, { oneOf: ['a', 'b'] }],
  ['one of two, without one', new OneOf(['a', 'b']), { isNot: ['a'] }, 'b'],
  ['one of two, without both', new OneOf(['a', 'b']), { isNot: ['a', 'b'] }, { oneOf: ['a', 'b'] }],
  ['one of two, without another', new OneOf(['a', 'b']), { isNot: ['c'] }, { oneOf: ['a', 'b'] }],
  ['what may be something else', new OneOf(['a', new Unknown('open')]), { isNot: ['a'] }, { unknown: 'open' }],
  ['a list', new OneOf([['a'], 'a']), { isNot: ['a'] }, ['a']],
])('%s: what is left of a parameter under a condition', (_, value, fact, expected) => {
  expect(shown(narrowed(value, fact))).toEqual(expected);
});

test('what is left of a parameter is the same hole in every text', () => {
  const hole = new Hole('P');
  expect(narrowed(new OneOf(['a', 'b', 'c'], hole), { isNot: ['a'] })).toEqual(new OneOf(['b', 'c'], hole));
});
