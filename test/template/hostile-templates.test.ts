import { shown, template } from './shown';
import { App, isUnknown } from '../../src/template';
import { Ternary } from '../../src/template/ternary';

const DEEP = 10_000;

function nested(innermost: unknown, wrap: (inner: unknown) => unknown): unknown {
  let result = innermost;
  for (let i = 0; i < DEEP; i++) { result = wrap(result); }
  return result;
}

test.each<[string, (inner: unknown) => unknown]>([
  ['lists', (inner) => [inner]],
  ['maps', (inner) => ({ a: inner })],
  ['Fn::If', (inner) => ({ 'Fn::If': ['C', inner, 'x'] })],
  ['Fn::Join', (inner) => ({ 'Fn::Join': ['', [inner, 'x']] })],
  ['Fn::Sub', (inner) => ({ 'Fn::Sub': ['x${X}', { X: inner }] })],
  ['Fn::Select', (inner) => ({ 'Fn::Select': [0, [inner]] })],
  ['Fn::ToJsonString', (inner) => ({ 'Fn::ToJsonString': inner })],
])('%s nested 10,000 deep end as unknown', (_, wrap) => {
  const property = nested({ Ref: 'AWS::Region' }, wrap);
  const resource = template({ Resources: { X: { Type: 'X', Properties: { P: property } } } }).resource('X')!;
  expect(JSON.stringify(shown(resource.read('P')))).toContain('it is nested too deep');
});

test('conditions nested 10,000 deep cannot be determined', () => {
  const deep = nested({ 'Fn::Equals': ['a', 'a'] }, (inner) => ({ 'Fn::Not': [inner] }));
  const t = template({ Conditions: { C: deep }, Resources: { X: { Type: 'X', Condition: 'C', Properties: { a: 1 } } } });
  expect(t.condition('C')).toBe(Ternary.UNKNOWN);
  expect(t.resource('X')!.read('a')).toBe(1);
});

test('a way through 10,000 maps is found all the same', () => {
  const resource = template({ Resources: { X: { Type: 'X', Properties: nested('found', (inner) => ({ a: inner })) } } }).resource('X')!;
  expect(resource.read(...Array<string>(DEEP).fill('a'))).toBe('found');
});

describe('circles', () => {
  test('of conditions', () => {
    const t = template({ Conditions: { A: { Condition: 'B' }, B: { 'Fn::And': [{ Condition: 'A' }, { Condition: 'A' }] } } });
    expect([t.condition('A'), t.condition('B')]).toEqual([Ternary.UNKNOWN, Ternary.UNKNOWN]);
    expect(shown(t.resolve({ 'Fn::If': ['A', { 'Fn::If': ['B', 1, 2] }, 3] }))).toEqual({ oneOf: [1, 3] });
  });

  test('of exports', () => {
    const app = App.of([
      { name: 'A', json: { Outputs: { O: { Value: { 'Fn::ImportValue': 'b' }, Export: { Name: 'a' } } } } },
      { name: 'B', json: { Outputs: { O: { Value: { 'Fn::ImportValue': 'a' }, Export: { Name: 'b' } } } } },
    ]);
    expect(shown(app.template('A')!.output('O')!.value)).toEqual({ unknown: 'it refers to itself' });
  });

  test('of export names', () => {
    const t = template({ Outputs: { O: { Value: 'v', Export: { Name: { 'Fn::ImportValue': 'x' } } } } });
    expect(isUnknown(t.output('O')!.exportName!)).toBe(true);
  });

  const child = (Value: unknown) => ({
    Parameters: { P: {} },
    Resources: { N: { Type: 'AWS::CloudFormation::Stack', Properties: { Parameters: { P: { Ref: 'P' } } } } },
    Outputs: { O: { Value } },
  });

  test.each<[string, unknown]>([
    ['outputs', { 'Fn::GetAtt': ['N', 'Outputs.O'] }],
    ['outputs in maps', { a: { 'Fn::GetAtt': ['N', 'Outputs.O'] }, b: { 'Fn::GetAtt': ['N', 'Outputs.O'] } }],
    ['parameters', { Ref: 'P' }],
  ])('of %s of stacks that are nested in each other', (_, value) => {
    const app = App.of([
      { name: 'A', json: child(value), nestedIn: { template: 'B', logicalId: 'N' } },
      { name: 'B', json: child(value), nestedIn: { template: 'A', logicalId: 'N' } },
    ]);
    expect(isUnknown(app.template('A')!.output('O')!.value)).toBe(true);
  });

  test('of names', () => {
    const t = template({
      Resources: {
        A: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'a-${B}' } } },
        B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: { 'Fn::Sub': 'b-${A}' } } },
        Role: { Type: 'AWS::IAM::Role', Properties: { Path: { a: { 'Fn::GetAtt': ['Role', 'Arn'] }, b: { 'Fn::GetAtt': ['Role', 'Arn'] } } } },
      },
    });
    expect(shown(t.resolve({ Ref: 'A' }))).toBe('a-b-{T/A}');
    expect(shown(t.resolve({ 'Fn::GetAtt': ['Role', 'Arn'] }))).toBe('arn:aws:iam::111111111111:role{T/Role.Path}{T/Role}');
  });

  test('of parsed text that contains itself', () => {
    const circle: { [key: string]: unknown } = {};
    circle.self = circle;
    expect(() => template({ Resources: { X: { Type: 'X', Properties: circle } } }).resource('X')!.read()).not.toThrow();
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('%s is a name like any other', (name) => {
  const json: unknown = JSON.parse(`{
    "Parameters": { "${name}": { "Type": "String", "AllowedValues": ["p"] } },
    "Conditions": { "${name}": { "Fn::Equals": ["a", "a"] } },
    "Resources": { "R": { "Type": "X", "Properties": { "${name}": { "Ref": "${name}" }, "If": { "Fn::If": ["${name}", 1, 2] } } },
                   "${name}": { "Type": "${name}" } },
    "Outputs": { "${name}": { "Value": "o" } }
  }`);
  const t = template(json);
  expect(Object.entries(t.resource('R')!.read() as object)).toEqual([[name, 'p'], ['If', 1]]);
  expect(t.resource('R')!.read(name)).toBe('p');
  expect(t.ofType(name).map(({ logicalId }) => logicalId)).toEqual([name]);
  expect(t.output(name)!.value).toBe('o');
  expect(({} as { p?: unknown }).p).toBeUndefined();
});

test('a template without that name does not have it', () => {
  const t = template({ Resources: { R: { Type: 'X' } } });
  expect(t.output('__proto__')).toBeUndefined();
  expect(t.parameter('constructor')).toBeUndefined();
  expect(t.condition('toString')).toBe(Ternary.UNKNOWN);
});

test.each([[() => 1], [new Date(0)], [Symbol('s')], [10n], [new Map()], [undefined]])('what no parser of JSON makes does no harm: %p', (raw) => {
  expect(() => template({ Resources: { X: { Type: 'X', Properties: { P: raw } } } }).resource('X')!.read()).not.toThrow();
});

test('choices in choices do not add up to more than can be kept', () => {
  const conditions = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`C${i}`, { 'Fn::Equals': [{ Ref: `P${i}` }, 'x'] }]));
  const parameters = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`P${i}`, {}]));
  const pieces = Array.from({ length: 20 }, (_, i) => ({ 'Fn::If': [`C${i}`, `a${i}`, `b${i}`] }));
  const t = template({ Parameters: parameters, Conditions: conditions });
  expect(shown(t.resolve({ 'Fn::Join': ['', pieces] }))).toEqual({ unknown: 'it can be too many different texts' });
});

describe('conditions that depend on choices that depend on conditions', () => {
  const If = (condition: number, one: unknown, other: unknown) => ({ 'Fn::If': [`C${condition}`, one, other] });
  const conditions = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`C${i}`, i < 2
    ? { 'Fn::Equals': [{ Ref: `P${i}` }, 'x'] }
    : { 'Fn::Equals': [{ 'Fn::FindInMap': ['M', If(i - 1, If(i - 2, 'a', 'b'), If(i - 2, 'b', { Ref: `P${i}` })), 'k'] }, { Ref: `P${i}` }] }]));
  const app = (count: number) => template({
    Parameters: Object.fromEntries(Array.from({ length: count }, (_, i) => [`P${i}`, { Type: 'String' }])),
    Mappings: { M: { a: { k: 'a' }, b: { k: 'b' } } },
    Conditions: conditions(count),
    Resources: { X: { Type: 'X', Properties: { P: If(count - 1, 'x', 'y'), Q: 'q', R: If(0, If(1, 1, 2), 3) } } },
  });

  test.each([[8, { oneOf: ['x', 'y'] }], [30, { unknown: 'it depends on too many conditions' }]])('%d of them', (count, expected) => {
    const x = app(count).resource('X')!;
    const before = process.cpuUsage();
    expect(shown(x.read('P'))).toEqual(expected);
    // It takes a fraction of that.
    expect(process.cpuUsage(before).user).toBeLessThan(10_000_000);
    expect(x.read('Q')).toBe('q');
  });

  test('branches in branches are followed until it is too much, and what else there is after that', () => {
    const x = app(2).resource('X')!;
    expect(shown(x.read('R'))).toEqual({ oneOf: [1, 2, 3] });
    const after = app(30).resource('X')!;
    after.read('P');
    expect(shown(after.read('R'))).toEqual({ unknown: 'it depends on too many conditions' });
  });
});
