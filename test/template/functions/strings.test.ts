import { shown, template } from '../shown';

const T = template({
  Parameters: { P: {}, Names: { Type: 'CommaDelimitedList', Default: 'a,b' } },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
  Resources: { B: { Type: 'AWS::S3::Bucket' }, K: { Type: 'AWS::KMS::Key' } },
});

const ARN = 'arn:aws:s3:::{T/B}';
const GET_ARN = { 'Fn::GetAtt': ['B', 'Arn'] };
const NOTHING = { Ref: 'AWS::NoValue' };

test.each([
  ['pseudo parameters', '${AWS::Region}/${AWS::AccountId}', 'eu-west-1/111111111111'],
  ['a resource', 'x-${B}', 'x-{T/B}'],
  ['an attribute', '${B.Arn}/*', `${ARN}/*`],
  ['a literal', '${!aws:username}', '${aws:username}'],
  ['no variable', 'a$b{c}', 'a$b{c}'],
  ['a variable of its own', ['${X}-${B}', { X: 'x', B: 'b' }], 'x-b'],
  ['a variable made by a function', ['${X}/*', { X: GET_ARN }], `${ARN}/*`],
  ['a choice', ['${X}/*', { X: { 'Fn::If': ['C', 'a', 'b'] } }], { oneOf: ['a/*', 'b/*'] }],
  ['a choice twice', ['${X}${X}', { X: { 'Fn::If': ['C', 'a', 'b'] } }], { oneOf: ['aa', 'ab', 'ba', 'bb'] }],
  ['something that is not there', 'x-${Nowhere}', { unknown: 'the template has no parameter or resource Nowhere' }],
  ['what every map inherits', ['${constructor}-', {}], { unknown: 'the template has no parameter or resource constructor' }],
  ['a list', ['x-${X}', { X: ['a'] }], { unknown: 'a list or a map stands inside text' }],
  ['no text', [{ Ref: 'P' }, {}], { unknown: 'Fn::Sub takes text and a map' }],
  ['text without its map', ['a'], { unknown: 'Fn::Sub takes text and a map' }],
])('Fn::Sub with %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Sub': argument }))).toEqual(expected);
});

test.each([
  ['literals', [':', ['a', 1, true]], 'a:1:true'],
  ['references', ['', [GET_ARN, '/*']], `${ARN}/*`],
  ['a single member', ['', [{ Ref: 'P' }]], { unknown: 'parameter P has no default' }],
  ['a member that is surely absent', [',', ['a', NOTHING, 'b']], 'a,b'],
  ['a member that may be absent', [',', ['a', { 'Fn::If': ['C', 'b', NOTHING] }]], { oneOf: ['a,b', 'a'] }],
  ['a list parameter', ['-', { Ref: 'Names' }], { oneOf: ['a-b', { unknown: 'parameter Names may be given another value' }] }],
  ['nothing', ['', []], ''],
  ['no list', ['', 'a'], { unknown: 'Fn::Join takes a list' }],
  ['no delimiter', [['a']], { unknown: 'Fn::Join takes a delimiter and a list' }],
])('Fn::Join with %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Join': argument }))).toEqual(expected);
});

test('the same thing said in different ways is the same text', () => {
  const ways = [
    { 'Fn::Join': ['', [GET_ARN, '/*']] },
    { 'Fn::Sub': '${B.Arn}/*' },
    { 'Fn::Sub': 'arn:aws:s3:::${B}/*' },
    { 'Fn::Sub': ['arn:${AWS::Partition}:s3:::${Name}/*', { Name: { Ref: 'B' } }] },
    { 'Fn::Join': ['/', [{ 'Fn::GetAtt': 'B.Arn' }, '*']] },
  ];
  expect(new Set(ways.map((way) => shown(T.resolve(way))))).toEqual(new Set([`${ARN}/*`]));
});

test.each([
  ['literal text', [',', 'a,b'], ['a', 'b']],
  ['an ARN around the name of a resource', [':', { 'Fn::GetAtt': ['K', 'Arn'] }], ['arn', 'aws', 'kms', 'eu-west-1', '111111111111', 'key/{T/K}']],
  ['a delimiter that may be in the name', ['-', { 'Fn::Sub': 'x-${B}' }], { unknown: 'it cannot be determined where the text is split' }],
  ['a parameter', [':', { Ref: 'P' }], { unknown: 'parameter P has no default' }],
  ['a list', [':', ['a']], { unknown: 'Fn::Split takes text' }],
  ['no delimiter', ['a'], { unknown: 'Fn::Split takes a delimiter and text' }],
])('Fn::Split of %s', (_, argument, expected) => {
  expect(shown(T.resolve({ 'Fn::Split': argument }))).toEqual(expected);
});

test('a part of what cannot be determined is the same in every text', () => {
  const part = { 'Fn::Select': [5, { 'Fn::Split': [':', { Ref: 'P' }] }] };
  expect(shown(T.resolve({ 'Fn::Join': ['', ['arn:aws:s3:::', part]] }))).toBe('arn:aws:s3:::{Fn::Select 5(Fn::Split :(T/parameter P))}');
});

test('a list of texts survives being exported as one text', () => {
  const exported = { 'Fn::Join': ['||', [GET_ARN, 'b']] };
  expect(shown(T.resolve({ 'Fn::Split': ['||', exported] }))).toEqual([ARN, 'b']);
});

test.each([
  ['Fn::Base64', 'a', 'YQ=='],
  ['Fn::Base64', { Ref: 'B' }, { unknown: 'the text to encode is known at deployment' }],
  ['Fn::Base64', ['a'], { unknown: 'Fn::Base64 takes text' }],
  ['Fn::ToJsonString', { a: [1, true, 'x"y'] }, '{"a":[1,true,"x\\"y"]}'],
  ['Fn::ToJsonString', { Resource: GET_ARN }, `{"Resource":"${ARN}"}`],
  ['Fn::ToJsonString', { a: { 'Fn::If': ['C', 'x', 'y'] } }, { oneOf: ['{"a":"x"}', '{"a":"y"}'] }],
])('%s of %j', (name, argument, expected) => {
  expect(shown(T.resolve({ [name]: argument }))).toEqual(expected);
});

test('text that is too long for any memory is not told', () => {
  let text: unknown = 'x'.repeat(100);
  for (let i = 0; i < 60; i++) { text = { 'Fn::Sub': ['${X}${X}', { X: text }] }; }
  expect(shown(T.resolve(text))).toEqual({ unknown: 'the text is too long' });
});
