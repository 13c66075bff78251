import { shown, template } from './shown';
import { Resource } from '../../src/template';

const DOCUMENT = { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::b/*' }] };
const TEXT = JSON.stringify(DOCUMENT);

function resource(properties: object, type = 'AWS::S3::BucketPolicy'): Resource {
  return template({
    Parameters: { P: { Type: 'String' } },
    Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] } },
    Resources: { B: { Type: 'AWS::S3::Bucket' }, It: { Type: type, Properties: properties } },
  }).resource('It')!;
}
const read = (document: unknown) => shown(resource({ PolicyDocument: document }).read('PolicyDocument'));
const about = (Resource_: unknown) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Resource: Resource_ }] });
/** Of the same text, functions are written as in `Fn::Sub`. */
const textAbout = (Resource_: string) => JSON.stringify(about(Resource_));

test.each<[string, unknown, unknown]>([
  ['JSON text', TEXT, DOCUMENT],
  ['JSON text in lines', JSON.stringify(DOCUMENT, undefined, 2), DOCUMENT],
  ['text with a policy variable', textAbout('arn:aws:s3:::b/${aws:username}/*'), about('arn:aws:s3:::b/${aws:username}/*')],
  ['Fn::Sub without variables', { 'Fn::Sub': TEXT }, DOCUMENT],
  ['Fn::Sub', { 'Fn::Sub': textAbout('arn:aws:s3:::${B}/${!aws:username}/*') }, about('arn:aws:s3:::{T/B}/${aws:username}/*')],
  ['Fn::Sub with an attribute', { 'Fn::Sub': textAbout('${B.Arn}/*') }, about('arn:aws:s3:::{T/B}/*')],
  ['Fn::Sub with a map', { 'Fn::Sub': [textAbout('${X}/*'), { X: { 'Fn::GetAtt': ['B', 'Arn'] } }] }, about('arn:aws:s3:::{T/B}/*')],
  ['Fn::Sub outside of quotation marks', { 'Fn::Sub': textAbout('X').replace('"X"', '${AWS::AccountId}') }, about('111111111111')],
  ['Fn::Join', { 'Fn::Join': ['', ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"', { 'Fn::GetAtt': ['B', 'Arn'] }, '/*"}]}']] }, about('arn:aws:s3:::{T/B}/*')],
  ['Fn::Join of lines', { 'Fn::Join': ['\n', JSON.stringify(DOCUMENT, undefined, 2).split('\n')] }, DOCUMENT],
  ['Fn::Join with commas', { 'Fn::Join': [',', ['{"Version":"2012-10-17"', '"Statement":[{"Effect":"Allow"', '"Resource":"a"}]}']] }, about('a')],
  ['Fn::Join with slashes', { 'Fn::Join': ['/', ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":"b', { Ref: 'AWS::AccountId' }, '*"}]}']] }, about('b/111111111111/*')],
  ['Fn::Join with a list', { 'Fn::Join': ['', ['{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Resource":', { 'Fn::Split': [',', 'a,b'] }, '}]}']] }, about(['a', 'b'])],
  ['Fn::ToJsonString', { 'Fn::ToJsonString': about({ 'Fn::Sub': '${B.Arn}/*' }) }, about('arn:aws:s3:::{T/B}/*')],
  ['Fn::If', { 'Fn::If': ['C', TEXT, about('a')] }, { oneOf: [DOCUMENT, about('a')] }],
])('%s is read like a map', (_, document, expected) => {
  expect(read(document)).toEqual(expected);
  expect(shown(resource({ KeyPolicy: document }, 'AWS::KMS::Key').read('KeyPolicy'))).toEqual(expected);
  const role = resource({ AssumeRolePolicyDocument: document, Policies: [{ PolicyName: 'p', PolicyDocument: document }] }, 'AWS::IAM::Role');
  expect(shown(role.read('AssumeRolePolicyDocument'))).toEqual(expected);
  expect(shown(role.read('Policies', 0, 'PolicyDocument'))).toEqual(expected);
});

test.each<[string, unknown]>([
  ['no JSON', '{"Version"'],
  ['no map', '["a"]'],
  ['text', '"a"'],
  ['what looks like a function', '{"Statement":{"Ref":"B"}}'],
  ['what is nested deeper than any policy', `{"a":${'['.repeat(200)}${']'.repeat(200)}}`],
])('text that is %s remains text', (_, text) => {
  expect(read(text)).toBe(text);
});

test.each<[string, unknown]>([
  ['a key is a variable', { 'Fn::Sub': '{"Statement":{"Condition":{"StringEquals":{"${P}:aud":"x"}}}}' }],
  ['functions make the text itself', { 'Fn::Join': ['', ['{"Statement":', { Ref: 'P' }, '"a"}']] }],
  ['the text comes from elsewhere', { Ref: 'P' }],
  ['Fn::Sub has one item', { 'Fn::Sub': [TEXT] }],
  ['Fn::Sub has three items', { 'Fn::Sub': [TEXT, {}, {}] }],
  ['Fn::Sub has no map of variables', { 'Fn::Sub': [TEXT, 'X'] }],
  ['Fn::Sub has no text', { 'Fn::Sub': DOCUMENT }],
  ['Fn::Join has three items', { 'Fn::Join': ['', [TEXT], ''] }],
  ['Fn::Join has one item', { 'Fn::Join': [[TEXT]] }],
  ['Fn::Join has no list', { 'Fn::Join': ['', TEXT] }],
  ['Fn::Join has no delimiter', { 'Fn::Join': [{ Ref: 'P' }, [TEXT]] }],
  ['Fn::If has one branch', { 'Fn::If': ['C', TEXT] }],
  ['Fn::If has three branches', { 'Fn::If': ['C', TEXT, TEXT, TEXT] }],
  ['Fn::ToJsonString has text', { 'Fn::ToJsonString': TEXT }],
])('is no map where %s', (_, document) => {
  expect(typeof read(document) === 'string' || Object.hasOwn(read(document) as object, 'unknown')).toBe(true);
});

test('other properties that hold JSON text hold text', () => {
  expect(resource({ Definition: TEXT }).read('Definition')).toBe(TEXT);
});

test('text of hostile size is read, or left alone, without delay', () => {
  const deep = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`;
  expect(read(deep)).toBe(deep);
  const escapes = `{"a":"${'\\\\'.repeat(70_000)}"}`;
  expect(shown(resource({ PolicyDocument: { 'Fn::Sub': escapes } }).read('PolicyDocument', 'a'))).toHaveLength(70_000);
});

describe('a policy document', () => {
  const TOO_LARGE = { unknown: 'the policy is larger than AWS accepts' };
  // Each thing counts as one character, too: the document, the name and the text in it.
  const of = (length: number) => ({ a: 'x'.repeat(length - 3) });
  const documents = (length: number): [string, unknown][] => [
    ['a map', of(length)],
    ['a map of functions', { a: { Ref: 'x'.repeat(length - 7) } }],
    ['a list', { a: Array<string>(Math.floor((length - 3) / 2)).fill('x') }],
    ['in Fn::Sub', { 'Fn::Sub': 'x'.repeat(length - 9) }],
  ];

  test.each(documents(300_000))('of 300,000 characters is read: %s', (_, document) => {
    expect(read(document)).not.toEqual(TOO_LARGE);
  });

  test.each([...documents(300_002), ['text', 'x'.repeat(300_001)]])('of more is not: %s', (_, document) => {
    expect(read(document)).toEqual(TOO_LARGE);
  });

  test('that is too large hides no other property, nor another policy of its role', () => {
    const role = resource({ Path: '/', Policies: [{ PolicyName: 'a', PolicyDocument: of(300_001) }, { PolicyName: 'b', PolicyDocument: TEXT }] }, 'AWS::IAM::Role');
    expect(role.read('Path')).toBe('/');
    expect(shown(role.read('Policies', 0, 'PolicyDocument'))).toEqual(TOO_LARGE);
    expect(shown(role.read('Policies', 1, 'PolicyDocument'))).toEqual(DOCUMENT);
  });
});
