import { shown, template } from './shown';
import { textOf } from '../../src/template';
import { expanded } from '../../src/template/expansions';

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
