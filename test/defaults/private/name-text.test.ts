import { namesIn, nameText } from '../../../src/defaults/private/name-text';
import { valuesAt } from '../../../src/defaults/private/values-at';
import { EACH } from '../../../src/services';

test.each<[string, unknown]>([
  ['logs', 'logs'],
  ['${Name}', { Ref: 'Name' }],
  ['${Name}-logs', { 'Fn::Sub': '${Name}-logs' }],
  ['${Name}-logs', { 'Fn::Sub': ['${Given}-logs', { Given: { Ref: 'Name' } }] }],
  ['${Name}-logs', { 'Fn::Join': ['-', [{ Ref: 'Name' }, 'logs']] }],
  ['${Bucket.Arn}', { 'Fn::GetAtt': ['Bucket', 'Arn'] }],
  ['${Bucket.Arn}', { 'Fn::GetAtt': 'Bucket.Arn' }],
])('the same name reads the same: %s', (text, value) => {
  expect(nameText(value)).toBe(text);
});

test.each([{ 'Fn::ImportValue': 'Name' }, { 'Fn::Join': ['-', { Ref: 'List' }] }, { Ref: 'a', other: 'b' }])('what is computed otherwise is its own text: %j', (value) => {
  expect(nameText(value)).toBe(JSON.stringify(value));
});

test.each([
  ['logs'], ['logs/folder'], ['arn:aws:s3:::logs'], ['arn:${AWS::Partition}:s3:::logs/folder/*'], ['s3://logs/folder'], ['s3a://logs'], ['logs.s3.amazonaws.com'],
  ['logs.s3-eu-west-1.amazonaws.com'],
])('the name in %s', (text) => {
  expect(namesIn(text)).toContain('logs');
});

test.each([['my-logs'], ['arn:aws:s3:::logs-too'], ['s3://folder/logs']])('no such name in %s', (text) => {
  expect(namesIn(text)).not.toContain('logs');
});

describe('values where steps lead', () => {
  const value = { list: [{ Key: 'a', Value: 1 }, { 'Fn::If': ['C', { Key: 'b', Value: 2 }, { Ref: 'AWS::NoValue' }] }], choice: { 'Fn::If': ['C', { x: 3 }, { x: 4 }] } };

  test.each<[Parameters<typeof valuesAt>[1], unknown[]]>([
    [['choice', 'x'], [3, 4]],
    [['list', EACH, 'Value'], [1, 2]],
    [['list', { attribute: 'b' }, 'Value'], [2]],
    [['list', { attribute: 'c' }, 'Value'], []],
    [['missing', 'x'], []],
    [['list', 'x'], []],
    [['choice', 'x', 'y'], []],
  ])('%j', (steps, values) => {
    expect(valuesAt(value, steps)).toEqual(values);
  });

  test('nothing is nowhere', () => {
    expect([valuesAt(undefined, []), valuesAt(null, ['x']), valuesAt({ Ref: 'AWS::NoValue' }, [])]).toEqual([[], [], []]);
  });
});
