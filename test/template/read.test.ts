import { shown, template } from './shown';
import { at, OneOf, Unknown, Value } from '../../src/template';

const NOTHING = { Ref: 'AWS::NoValue' };

const bucket = template({
  Parameters: { P: {} },
  Conditions: { C: { 'Fn::Equals': [{ Ref: 'P' }, 'x'] }, Never: { 'Fn::Equals': ['a', 'b'] } },
  Resources: {
    B: {
      Type: 'AWS::S3::Bucket',
      Properties: {
        Plain: { List: [{ a: 1 }, { a: 2 }], Null: null, __proto__: 1 },
        Choice: { 'Fn::If': ['C', { a: 1 }, { a: 2, b: 3 }] },
        Maybe: { 'Fn::If': ['C', { a: 1 }, NOTHING] },
        Gone: { 'Fn::If': ['Never', { a: 1 }, NOTHING] },
        Open: { Ref: 'P' },
        Text: 'text',
        List: [{ 'Fn::If': ['Never', 'gone', NOTHING] }, 'first'],
        Macro: { 'Fn::Transform': { Name: 'M' }, 'a': 1 },
        Loop: { 'Fn::ForEach::X': ['X', ['a'], {}], 'a': 1 },
      },
    },
  },
}).resource('B')!;

test.each([
  [['Plain', 'List', 1, 'a'], 2],
  [['Plain', 'List', 2, 'a'], undefined],
  [['Plain', 'List', 'a'], undefined],
  [['Plain', 'Null'], undefined],
  [['Plain', 'Missing', 'a'], undefined],
  [['Plain', 'constructor'], undefined],
  [['Choice', 'a'], { oneOf: [1, 2] }],
  [['Choice', 'b'], { oneOf: [null, 3] }],
  [['Choice', 'c'], undefined],
  [['Maybe', 'a'], { oneOf: [1, null] }],
  [['Gone'], undefined],
  [['Gone', 'a'], undefined],
  [['Open', 'a'], { unknown: 'parameter P has no default' }],
  [['Text', 'length'], undefined],
  [['Text', 0], undefined],
  [['List', 0], 'first'],
  [['Macro', 'a'], { unknown: 'Fn::Transform is run at deployment' }],
  [['Loop', 'a'], 1],
  [['Loop', 'b'], { unknown: 'Fn::ForEach::X is run at deployment' }],
  [['Missing'], undefined],
])('reading %j', (path, expected) => {
  expect(shown(bucket.read(...path))).toEqual(expected);
});

test.each<[string, Value | undefined, (string | number)[], unknown]>([
  ['a map', { a: { b: 1 } }, ['a', 'b'], 1],
  ['a choice', new OneOf([{ a: 1 }, 'text', null]), ['a'], { oneOf: [1, null] }],
  ['what cannot be determined', new Unknown('so'), ['a'], { unknown: 'so' }],
  ['nothing', undefined, ['a'], undefined],
])('a property of %s', (_, value, path, expected) => {
  expect(shown(at(value, ...path))).toEqual(expected);
});

test('what has no functions in it is not copied', () => {
  const properties = { Tags: [{ Key: 'a', Value: 'b' }], Ref: { Ref: 'AWS::Region' } };
  const resource = template({ Resources: { X: { Type: 'X', Properties: properties } } }).resource('X')!;
  expect(resource.read('Tags')).toBe(properties.Tags);
  expect((resource.read() as { Tags: unknown }).Tags).toBe(properties.Tags);
});

test('the template stays as it is', () => {
  const json = { Resources: { X: { Type: 'X', Properties: { a: NOTHING, b: [NOTHING, 1], c: { Ref: 'AWS::Region' } } } } };
  const before = JSON.stringify(json);
  expect(template(json).resource('X')!.read()).toEqual({ b: [1], c: 'eu-west-1' });
  expect(JSON.stringify(json)).toBe(before);
});

test('what is read twice is the same value', () => {
  expect(bucket.read()).toBe(bucket.read());
  expect(bucket.read('Choice')).toBe(bucket.read('Choice'));
});

test('reading one property leaves the others alone', () => {
  const properties = Object.defineProperty({ Asked: 1 }, 'Other', { enumerable: true, get: () => { throw new Error('nobody asked'); } });
  expect(template({ Resources: { X: { Type: 'X', Properties: properties } } }).resource('X')!.read('Asked')).toBe(1);
});
