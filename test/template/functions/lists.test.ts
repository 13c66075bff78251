import { shown, template } from '../shown';

const T = template({
  Parameters: { P: {}, Names: { Type: 'CommaDelimitedList', Default: 'a,b' } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
});

const MAYBE = { 'Fn::If': ['C', 'x', { Ref: 'AWS::NoValue' }] };

test.each([
  ['Fn::Select', [1, ['a', 'b']], 'b'],
  ['Fn::Select', ['0', ['a', 'b']], 'a'],
  ['Fn::Select', [0, { Ref: 'Names' }], { oneOf: ['a', { unknown: 'parameter Names may be given another value' }] }],
  ['Fn::Select', [2, ['a']], { unknown: 'the list has no member 2' }],
  ['Fn::Select', [-1, ['a']], { unknown: 'Fn::Select takes an index and a list' }],
  ['Fn::Select', [0, ['a', MAYBE]], 'a'],
  ['Fn::Select', [1, [MAYBE, 'a']], { unknown: 'members of the list may be absent' }],
  ['Fn::Select', [0, 'a'], { unknown: 'Fn::Select takes a list' }],
  ['Fn::Select', 'a', { unknown: 'Fn::Select takes an index and a list' }],
  ['Fn::Length', ['a', 'b'], 2],
  ['Fn::Length', ['a', MAYBE], { unknown: 'Fn::Length takes a list' }],
  ['Fn::Length', 'a', { unknown: 'Fn::Length takes a list' }],
  ['Fn::GetAZs', '', { unknown: 'Availability Zones are known at deployment' }],
  ['Fn::Cidr', ['10.0.0.0/16', 4, 8], { unknown: 'Fn::Cidr is computed at deployment' }],
  ['Fn::Transform', { Name: 'AWS::Include' }, { unknown: 'Fn::Transform is run at deployment' }],
  ['Fn::ForEach::X', ['X', ['a'], {}], { unknown: 'Fn::ForEach::X is run at deployment' }],
  ['Fn::Novelty', [], { unknown: 'Fn::Novelty is run at deployment' }],
])('%s of %j', (name, argument, expected) => {
  expect(shown(T.resolve({ [name]: argument }))).toEqual(expected);
});

test('an Availability Zone is the same hole wherever the same one of the same Region is chosen', () => {
  const zone = (region: unknown) => shown(T.resolve({ 'Fn::Join': ['', ['zone ', { 'Fn::Select': [0, { 'Fn::GetAZs': region }] }]] }));
  expect(zone('')).toEqual(zone({ Ref: 'AWS::Region' }));
  expect(zone('')).not.toEqual(zone('us-east-1'));
});
