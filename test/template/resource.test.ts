import { shown, template } from './shown';
import { App, literalParts, Renaming, type Resource, Text } from '../../src/template';

const EQUALS = { 'Fn::Equals': [{ Ref: 'P' }, 'a'] };
const T = template({
  Parameters: { P: { Type: 'String' } },
  Conditions: { A: EQUALS, B: { 'Fn::Not': [{ Condition: 'A' }] } },
  Resources: {
    Always: { Type: 'AWS::S3::Bucket' },
    InA: { Type: 'AWS::S3::Bucket', Condition: 'A' },
    AlsoInA: { Type: 'AWS::S3::Bucket', Condition: 'A' },
    InB: { Type: 'AWS::S3::Bucket', Condition: 'B' },
    Refers: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        Name: { Ref: 'Always' },
        Arn: { 'Fn::GetAtt': ['InA', 'Arn'] },
        Lost: { Ref: 'P' },
        List: ['x', { Inner: { Ref: 'InB' } }],
        Two: { Ref: 'Always', Other: 1 },
        Dots: { 'Fn::GetAtt': 'InA.Arn' },
        Text: 'Always',
      },
    },
  },
});
const resource = (id: string): Resource => T.resource(id)!;

test.each<[string, string, boolean]>([
  ['Always', 'InA', true],
  ['Always', 'Always', true],
  ['InA', 'AlsoInA', true],
  ['InA', 'InB', false],
  ['InA', 'Always', false],
])('whether %s is made whenever %s is: %s', (one, other, expected) => {
  expect(resource(one).isMadeWith(resource(other))).toBe(expected);
});

test('conditions of two templates are two, whatever they are called', () => {
  const json = { Parameters: { P: { Type: 'String' } }, Conditions: { A: EQUALS }, Resources: { InA: { Type: 'AWS::S3::Bucket', Condition: 'A' } } };
  const [one, other] = App.of(['T', 'U'].map((name) => ({ name, json }))).templates.map((each) => each.resource('InA')!);
  expect([one.isMadeWith(one), one.isMadeWith(other)]).toEqual([true, false]);
});

test.each<[(string | number)[], string | undefined]>([
  [['Name'], 'Always'],
  [['Arn'], 'InA'],
  [['List', 1, 'Inner'], 'InB'],
  [['List', 0], undefined],
  [['List', 'Inner'], undefined],
  [['Lost'], undefined],
  [['Two'], undefined],
  [['Text'], undefined],
  [['None'], undefined],
  [[], undefined],
])('the resource that %j refers to: %s', (path, expected) => {
  expect(resource('Refers').referredTo(path)?.logicalId).toBe(expected);
});

test('a resource as the template has it', () => {
  expect(resource('Refers').source('Arn')).toBe('{"Fn::GetAtt":["InA","Arn"]}');
  expect(resource('Refers').source('None')).toBeUndefined();
  expect(resource('Refers').written('Name')).toEqual({ Ref: 'Always' });
  expect(resource('Always').written('Name')).toBeUndefined();
  expect(resource('InA').text).toBe('{"Type":"AWS::S3::Bucket","Condition":"A"}');
  expect(resource('Refers').isLike(resource('Refers'), 'Arn', new Renaming(false))).toBe(true);
  expect(resource('Refers').isLike(resource('Always'), 'Arn', new Renaming(false))).toBe(false);
});

test('where the template has a resource', () => {
  expect([resource('Always').place, resource('InA').place]).toEqual([['Resources', 'Always'], ['Resources', 'InA']]);
});

test('a name that is made of itself has an end', () => {
  const bucket = (BucketName: unknown) => template({ Resources: { A: { Type: 'AWS::S3::Bucket', Properties: { BucketName } } } }).resource('A')!;
  expect(shown(bucket({ 'Fn::Sub': '${A}-x' }).identity.ref())).toBe('{T/A}-x');
  expect(shown(bucket({ 'Fn::Sub': '${A.Arn}-x' }).identity.ref())).toBe('arn:aws:s3:::{T/A}-x');
  expect(shown(bucket({ 'Fn::Sub': '${A}-x' }).identity.arn)).toBe('arn:aws:s3:::{T/A}-x');
});

test('what of a text is written out', () => {
  const text = T.resolve({ 'Fn::Sub': 'a-${P}-${Always}' });
  expect(text).toBeInstanceOf(Text);
  expect(literalParts(text as Text)).toEqual(['a-', '-']);
  expect(literalParts('a-b')).toEqual(['a-b']);
});
