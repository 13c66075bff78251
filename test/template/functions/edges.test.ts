import { shown, template } from '../shown';

/** What functions make of arguments at the edge of what they take. */
const T = template({
  Parameters: { P: {}, Name: { AllowedValues: ['B'] }, Index: { Type: 'Number', AllowedValues: ['1'] } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
  Resources: { B: { Type: 'AWS::S3::Bucket' }, K: { Type: 'AWS::KMS::Key' } },
});

const NOTHING = { Ref: 'AWS::NoValue' };
const MAYBE = (value: string) => ({ 'Fn::If': ['C', value, NOTHING] });
const unknown = (reason: string) => ({ unknown: reason });

const NO_SELECT = unknown('Fn::Select takes an index and a list');
const LETTERS = 'abcdefghijkl'.split('');

test.each([
  ['a list and more', [0, ['a'], 'b'], NO_SELECT],
  ['an index alone', [0], NO_SELECT],
  ['nothing', [], NO_SELECT],
  ['a map', { 0: 0, 1: ['a'], length: 2 }, NO_SELECT],
  ['the first of an empty list', [0, []], unknown('the list has no member 0')],
  ['the last', [1, ['a', 'b']], 'b'],
  ['the one after the last', [2, ['a', 'b']], unknown('the list has no member 2')],
  ['an index of two digits', [11, LETTERS], 'l'],
  ['an index of two digits, as text', ['10', LETTERS], 'k'],
  ['an index with more than digits', ['1x', ['a', 'b']], NO_SELECT],
  ['an index that is no whole number', [1.5, ['a', 'b']], NO_SELECT],
  ['an index in a list', [[1], ['a', 'b']], NO_SELECT],
  ['an empty index', ['', ['a']], NO_SELECT],
  ['an index from a parameter', [{ Ref: 'Index' }, ['a', 'b']], 'b'],
  ['a member before one that may be absent', [0, ['a', MAYBE('b')]], 'a'],
  ['a member that may be absent', [1, ['a', MAYBE('b')]], unknown('members of the list may be absent')],
  ['a member that is one of two', [0, [{ 'Fn::If': ['C', 'a', 'b'] }]], { oneOf: ['a', 'b'] }],
])('Fn::Select of %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Select': argument }))).toEqual(expected);
});

const NO_SUB = unknown('Fn::Sub takes text and a map');

test.each([
  ['text, a map, and more', ['a', {}, {}], NO_SUB],
  ['text and a list', ['a', []], NO_SUB],
  ['a map', { a: 1 }, NO_SUB],
  ['empty text', '', ''],
  ['nothing but a variable', '${B}', '{T/B}'],
  ['text around variables', 'a${B}b${B}c', 'a{T/B}b{T/B}c'],
  ['blanks in a variable', '${ B }-${ B.Arn }', '{T/B}-arn:aws:s3:::{T/B}'],
  ['blanks in a variable of its own', ['${ X }', { X: 'x' }], 'x'],
  ['a literal with an exclamation mark in it', '${!a!b}', '${a!b}'],
  ['an empty variable', '${}', unknown('the template has no parameter or resource ')],
  ['a variable that is absent', ['a${X}b', { X: NOTHING }], 'ab'],
])('Fn::Sub of %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Sub': argument }))).toEqual(expected);
});

const NO_JOIN = unknown('Fn::Join takes a delimiter and a list');

test.each([
  ['a delimiter, a list, and more', ['-', ['a'], 'b'], NO_JOIN],
  ['text', 'a', NO_JOIN],
  ['a delimiter that is no text', [1, ['a']], unknown('the delimiter of Fn::Join is text')],
  ['a delimiter that is not known', [{ Ref: 'P' }, ['a']], unknown('the delimiter of Fn::Join is text')],
  ['a list within the list', ['-', ['a', ['b']]], unknown('a list or a map stands inside text')],
  ['one member', ['-', ['a']], 'a'],
  ['a first member that may be absent', ['-', [MAYBE('a'), 'b']], { oneOf: ['a-b', 'b'] }],
  ['a member in the middle that may be absent', ['-', ['a', MAYBE('b'), 'c']], { oneOf: ['a-b-c', 'a-c'] }],
  ['the only member, which may be absent', ['-', [MAYBE('a')]], { oneOf: ['a', ''] }],
])('Fn::Join of %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Join': argument }))).toEqual(expected);
});

test.each([[1, 2], [2, 3], [4, 5]])('Fn::Join of %d members that may be absent is one of %d texts', (count, texts) => {
  const joined = shown(T.resolve({ 'Fn::Join': ['', Array<unknown>(count).fill(MAYBE('a'))] })) as { oneOf: string[] };
  expect([...new Set(joined.oneOf)]).toHaveLength(texts);
});

test('Fn::Join of five members that may be absent is not told for all of them', () => {
  const joined = shown(T.resolve({ 'Fn::Join': ['', Array<unknown>(5).fill(MAYBE('a'))] }));
  expect(JSON.stringify(joined)).toContain('it can be too many different texts');
});

const NO_SPLIT = unknown('Fn::Split takes a delimiter and text');

test.each([
  ['a delimiter, text, and more', ['-', 'a-b', 'c'], NO_SPLIT],
  ['text', 'a-b', NO_SPLIT],
  ['a delimiter that is no text', [1, 'a1b'], NO_SPLIT],
  ['a delimiter that is not known', [{ Ref: 'P' }, 'a'], NO_SPLIT],
  ['text without the delimiter', ['-', 'a'], ['a']],
  ['text that ends with the delimiter', ['-', 'a-'], ['a', '']],
  ['empty text', ['-', ''], ['']],
  ['a number', ['-', 1], unknown('Fn::Split takes text')],
  ['one of two texts', ['-', { 'Fn::If': ['C', 'a-b', 'c'] }], { oneOf: [['a', 'b'], ['c']] }],
])('Fn::Split of %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Split': argument }))).toEqual(expected);
});

test('what cannot be split, or encoded, is named by what it is made of', () => {
  const inText = (value: unknown) => shown(T.resolve({ 'Fn::Join': ['', ['x', value]] }));
  expect(inText({ 'Fn::Base64': { Ref: 'B' } })).toMatch(/^x\{Fn::Base64\(.T\/B.\)\}$/);
  expect(inText({ 'Fn::Select': [0, { 'Fn::Split': ['-', { 'Fn::Sub': 'x-${B}' }] }] })).toMatch(/^x\{Fn::Select 0\(Fn::Split -\(x-.T\/B.\)\)\}$/);
  expect(inText({ 'Fn::Base64': { Ref: 'B' } })).not.toBe(inText({ 'Fn::Base64': { Ref: 'K' } }));
});

test.each([
  ['Ref', ['B'], unknown('Ref takes a name, not a list')],
  ['Ref', {}, unknown('Ref takes a name, not a map')],
  ['Ref', { Ref: 'Name' }, '{T/B}'],
  ['Fn::GetAtt', [{ Ref: 'Name' }, 'Arn'], 'arn:aws:s3:::{T/B}'],
  ['Fn::GetAtt', [1, 'Arn'], unknown('Fn::GetAtt takes a logical id and an attribute')],
  ['Fn::GetAtt', ['B', 1], unknown('Fn::GetAtt takes a logical id and an attribute')],
  ['Fn::GetAtt', '.Arn', unknown('the template has no resource ')],
  ['Fn::GetAtt', 'B.', '{T/B.}'],
  ['Fn::Base64', '', ''],
  ['Fn::Base64', 'ä', 'w6Q='],
  ['Fn::Base64', 1, unknown('Fn::Base64 takes text')],
])('%s of %j', (name, argument, expected) => {
  expect(shown(T.resolve({ [name]: argument }))).toEqual(expected);
});
