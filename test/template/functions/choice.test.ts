import { shown, template } from '../shown';

const T = template({
  Parameters: { P: {} },
  Conditions: {
    Holds: { 'Fn::Equals': ['a', 'a'] },
    Fails: { 'Fn::Equals': ['a', 'b'] },
    Open: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] },
    AlsoOpen: { 'Fn::Equals': [{ Ref: 'P' }, 'y'] },
  },
});

const NOTHING = { Ref: 'AWS::NoValue' };
const WRONG = { unknown: 'Fn::If takes a condition and two values' };

test.each([
  ['a condition that holds', ['Holds', 'a', 'b'], 'a'],
  ['a condition that does not', ['Fails', 'a', 'b'], 'b'],
  ['a condition that cannot be determined', ['Open', 'a', 'b'], { oneOf: ['a', 'b'] }],
  ['a condition that makes no difference', ['Open', 'a', 'a'], 'a'],
  ['a choice in a choice', ['Open', 'a', { 'Fn::If': ['AlsoOpen', 'b', 'c'] }], { oneOf: ['a', 'b', 'c'] }],
  ['a condition that is not there', ['Nowhere', 'a', 'b'], { oneOf: ['a', 'b'] }],
  ['nothing else', ['Open', 'a', NOTHING], { oneOf: ['a', null] }],
  ['too few values', ['Open', 'a'], WRONG],
  ['no condition', [{ Condition: 'Open' }, 'a', 'b'], WRONG],
  ['no list', 'Open', WRONG],
])('Fn::If with %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::If': argument }))).toEqual(expected);
});

test.each([
  ['a member of a map', { a: { 'Fn::If': ['Fails', 1, NOTHING] }, b: 2 }, { b: 2 }],
  ['a member of a list', [1, { 'Fn::If': ['Fails', 1, NOTHING] }, 2], [1, 2]],
])('%s that is surely absent is left out', (_, raw, expected) => {
  expect(shown(T.resolve(raw))).toEqual(expected);
});
