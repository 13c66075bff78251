import { App, type TemplateSource } from '../../../src/template';
import { Posture } from '../../../src/validation/posture';
import { seenInCases } from '../../../src/validation/rule-sets/internal';

const TEMPLATE = {
  Parameters: { Kind: { Type: 'String', AllowedValues: ['one', 'two'], Default: 'two' } },
  Conditions: { IsOne: { 'Fn::Equals': [{ Ref: 'Kind' }, 'one'] } },
  Resources: {
    Chosen: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::If': ['IsOne', 'a', 'b'] } } },
    Plain: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'c' } },
    Sometimes: { Type: 'AWS::S3::Bucket', Condition: 'IsOne', Properties: { BucketName: 'd' } },
  },
};

/** What is seen of the names of buckets. */
function seen(look: (name: unknown) => string | undefined, ...sources: readonly TemplateSource[]) {
  const posture = Posture.of(App.of(sources.length > 0 ? sources : [{ name: 'Template', json: TEMPLATE }]));
  return seenInCases(posture, ({ buckets }) => new Map(buckets.flatMap(({ resource }) => {
    const sight = look(resource.read('BucketName'));
    return sight === undefined ? [] : [[resource, `${resource.logicalId}: ${sight}`] as const];
  })), (sight) => sight).map(({ seen: sight, when }) => [sight, when]);
}

test('what differs from case to case is said of each', () => {
  expect(seen(String).filter(([sight]) => sight?.startsWith('Chosen'))).toEqual(expect.arrayContaining([
    ['Chosen: a', 'IsOne is true'], ['Chosen: b', 'IsOne is false'],
  ]));
});

test('what is the same in each case, or does not depend on any, is said once', () => {
  expect(seen(() => 'a bucket')).toEqual([['Chosen: a bucket', undefined], ['Plain: a bucket', undefined], ['Sometimes: a bucket', undefined]]);
});

test('what is seen in none of the cases is not there', () => {
  expect(seen((name) => (typeof name === 'string' ? undefined : 'a choice'))).toEqual([]);
  expect(seen((name) => (name === 'a' ? 'a' : undefined))).toEqual([['Chosen: a', 'IsOne is true']]);
});

test('choices that have nothing to do with each other are said of their own resources', () => {
  const Flag = { Type: 'String', AllowedValues: ['yes', 'no'] };
  const named = (condition: string, name: string) => ({ Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::If': [condition, name, 'none'] } } });
  const json = {
    Parameters: { X: Flag, Y: Flag },
    Conditions: { A: { 'Fn::Equals': [{ Ref: 'X' }, 'yes'] }, B: { 'Fn::Equals': [{ Ref: 'Y' }, 'yes'] } },
    Resources: { One: named('A', 'one'), Two: named('B', 'two') },
  };
  expect(seen(String, { name: 'Template', json })).toEqual([
    ['One: one', 'A is true'], ['One: none', 'A is false'], ['Two: two', 'B is true'], ['Two: none', 'B is false'],
  ]);
});

describe('a choice of several', () => {
  const Kind = { Type: 'String', AllowedValues: ['one', 'two', 'three'], Default: 'three' };
  const Mappings = { Names: { one: { Name: 'a' }, two: { Name: 'b' }, three: { Name: 'a' } } };
  const Bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::FindInMap': ['Names', { Ref: 'Kind' }, 'Name'] } } };

  test('is said by what it is with the defaults first, because most deployments have it', () => {
    expect(seen(String, { name: 'Template', json: { Parameters: { Kind }, Mappings, Resources: { Bucket } } })).toEqual([
      ['Bucket: a', 'Kind is three or one'], ['Bucket: b', 'Kind is two'],
    ]);
  });

  test('is not seen of a nested stack in the cases in which it is not created', () => {
    const Conditions = { Made: { 'Fn::Equals': [{ Ref: 'Kind' }, 'one'] } };
    const passed = { 'Fn::If': ['Made', 'one', 'two'] };
    const Child = { Type: 'AWS::CloudFormation::Stack', Condition: 'Made', Properties: { Parameters: { Kind: passed } } };
    const parent = { name: 'Parent', json: { Parameters: { Kind }, Conditions, Resources: { Child } } };
    const child = { name: 'Child', nestedIn: { template: 'Parent', logicalId: 'Child' }, json: { Parameters: { Kind: { Type: 'String' } }, Mappings, Resources: { Bucket } } };
    expect(seen(String, parent, child)).toEqual([['Bucket: a', undefined]]);
  });
});
