import { contextOf, NO, text, UNKNOWN, YES } from './support';
import { ContextKeys, ContextValue } from '../../src/policy-evaluation';
import { condition } from '../../src/policy-evaluation/condition';
import { Ternary } from '../../src/template/ternary';
import { OneOf, Unknown, Value } from '../../src/template/value';

function holds(block: Value, keys: ContextKeys): Ternary {
  return condition(block, YES, () => undefined)(contextOf(keys));
}

const untold = new Unknown('parameter Value has no default');

describe('an absent key', () => {
  test.each<[operator: string, expected: Ternary]>([
    ['StringEquals', NO],
    ['StringLike', NO],
    ['NumericLessThan', NO],
    ['DateGreaterThan', NO],
    ['Bool', NO],
    ['BinaryEquals', NO],
    ['IpAddress', NO],
    ['ArnLike', NO],
    ['StringNotEquals', YES],
    ['StringNotEqualsIgnoreCase', YES],
    ['StringNotLike', YES],
    ['NumericNotEquals', YES],
    ['DateNotEquals', YES],
    ['NotIpAddress', YES],
    ['ArnNotEquals', YES],
    ['ArnNotLike', YES],
    ['StringEqualsIfExists', YES],
    ['StringNotEqualsIfExists', YES],
    ['BoolIfExists', YES],
    ['boolifexists', YES],
    ['ForAllValues:StringEquals', YES],
    ['ForAllValues:StringNotEquals', YES],
    ['ForAnyValue:StringEquals', NO],
    ['ForAnyValue:StringNotEquals', NO],
    ['ForAnyValue:StringEqualsIfExists', YES],
    ['foranyvalue:stringequals', NO],
  ])('makes %s %s', (operator, expected) => {
    expect(holds({ [operator]: { 'aws:Key': 'x' } }, {})).toBe(expected);
    expect(holds({ [operator]: { 'aws:Key': 'x' } }, { 'aws:Key': null })).toBe(expected);
    // What the value would be compared with does not matter then.
    expect(holds({ [operator]: { 'aws:Key': untold } }, {})).toBe(expected);
  });
});

describe('a set without values', () => {
  test.each<[operator: string, expected: Ternary]>([
    ['ForAllValues:StringEquals', YES],
    ['ForAllValues:StringNotLike', YES],
    ['ForAllValues:StringEqualsIfExists', YES],
    ['ForAnyValue:StringEquals', NO],
    ['ForAnyValue:StringNotEquals', NO],
    ['ForAnyValue:StringNotLike', NO],
    ['ForAnyValue:NumericLessThan', NO],
    // IfExists speaks of keys that are absent, and AWS does not say whether this one is.
    ['ForAnyValue:StringEqualsIfExists', UNKNOWN],
    ['ForAnyValue:StringNotEqualsIfExists', UNKNOWN],
  ])('makes %s %s', (operator, expected) => {
    for (const values of [[], [null], '', [''], ['', '']]) {
      expect(holds({ [operator]: { 'aws:TagKeys': ['x', ''] } }, { 'aws:TagKeys': values })).toBe(expected);
    }
  });

  test.each<[operator: string, values: ContextValue, expected: Ternary]>([
    // A member that is not there has no say.
    ['ForAnyValue:StringNotEquals', [new OneOf([null, 'b'])], UNKNOWN],
    ['ForAnyValue:StringNotEquals', [new OneOf([null, 'b']), 'c'], YES],
    ['ForAnyValue:StringNotEquals', [new OneOf([null, 'a'])], NO],
    ['ForAllValues:StringEquals', [new OneOf([null, 'a'])], YES],
    ['ForAllValues:StringEquals', [new OneOf([null, 'b'])], UNKNOWN],
    ['ForAnyValue:StringNotEquals', new OneOf([[], ['b']]), UNKNOWN],
    // Empty text beside other values: AWS does not say whether it counts.
    ['ForAnyValue:StringNotEquals', ['', 'a'], UNKNOWN],
    ['ForAnyValue:StringNotEquals', ['', 'b'], YES],
    ['ForAllValues:StringEquals', ['', 'a'], UNKNOWN],
    ['ForAllValues:StringEquals', ['', 'b'], NO],
    // If either way it comes to the same, it does not matter.
    ['ForAnyValue:StringEquals', ['', 'b'], NO],
    ['ForAllValues:StringNotEquals', ['', 'b'], YES],
    ['ForAllValues:StringNotEquals', ['', 'a'], NO],
  ])('%s a of %j: %s', (operator, values, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': 'a' } }, { 'aws:TagKeys': values })).toBe(expected);
  });
});

describe('Null', () => {
  test.each<[wanted: Value, value: ContextValue, expected: Ternary]>([
    ['true', null, YES],
    ['true', 'x', NO],
    [true, null, YES],
    ['false', null, NO],
    ['false', 'x', YES],
    ['False', ['x', 'y'], YES],
    ['false', [], NO],
    ['false', text`${'h'}`, YES],
    ['false', untold, UNKNOWN],
    ['false', new OneOf([null, 'x']), UNKNOWN],
    ['false', new OneOf(['y', 'x']), YES],
    ['false', '', UNKNOWN],
    [['true', 'false'], 'x', YES],
    [untold, 'x', UNKNOWN],
    ['perhaps', 'x', UNKNOWN],
  ])('%j of %j: %s', (wanted, value, expected) => {
    expect(holds({ Null: { 'aws:Key': wanted } }, { 'aws:key': value })).toBe(expected);
  });
});

describe('several values in the request', () => {
  test.each<[operator: string, policy: string[], values: ContextValue[], expected: Ternary]>([
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], ['environment'], YES],
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], ['environment', 'cost-center'], YES],
    ['ForAllValues:StringEquals', ['environment', 'cost-center'], ['environment', 'dept'], NO],
    ['ForAnyValue:StringEquals', ['environment', 'cost-center'], ['environment', 'dept'], YES],
    ['ForAnyValue:StringEquals', ['environment', 'cost-center'], ['dept'], NO],
    ['ForAllValues:StringNotLike', ['key1*', 'key2*'], ['key1:hr', 'key3:legal'], NO],
    ['ForAllValues:StringNotLike', ['key1*', 'key2*'], ['key3:legal'], YES],
    ['ForAnyValue:StringNotLike', ['key1*', 'key2*'], ['key1:hr', 'key3:legal'], YES],
    ['ForAnyValue:StringNotLike', ['key1*', 'key2*'], ['key1:hr'], NO],
    ['ForAllValues:StringEquals', ['a'], [''], YES],
    ['ForAnyValue:StringEquals', ['a'], ['a', untold], YES],
    ['ForAnyValue:StringEquals', ['a'], ['b', untold], UNKNOWN],
    ['ForAllValues:StringEquals', ['a'], ['b', untold], NO],
    ['ForAllValues:StringEquals', ['a'], ['a', untold], UNKNOWN],
    // Without a quantifier IAM promises nothing.
    ['StringEquals', ['a'], ['a', 'b'], UNKNOWN],
    ['StringEquals', ['a', 'b'], ['a', 'b'], YES],
    ['StringEquals', ['a'], ['a'], YES],
  ])('%s %j of %j: %s', (operator, policy, values, expected) => {
    expect(holds({ [operator]: { 'aws:TagKeys': policy } }, { 'aws:TagKeys': values })).toBe(expected);
  });

  test('a single value is a set of one', () => {
    expect(holds({ 'ForAllValues:StringEquals': { k: 'a' } }, { k: 'b' })).toBe(NO);
    expect(holds({ 'ForAllValues:StringEquals': { k: 'a' } }, { k: '' })).toBe(YES);
  });
});

describe('several values in the policy', () => {
  test.each<[operator: string, value: string, expected: Ternary]>([
    ['StringEquals', 'b', YES],
    ['StringEquals', 'c', NO],
    ['StringNotEquals', 'b', NO],
    ['StringNotEquals', 'c', YES],
  ])('%s a or b, of %s: %s', (operator, value, expected) => {
    expect(holds({ [operator]: { k: ['a', 'b'] } }, { k: value })).toBe(expected);
  });
});

describe('several keys and operators', () => {
  const block = { StringEquals: { 'a:x': '1', 'a:y': '2' }, Null: { 'a:z': 'true' } };

  test.each<[keys: ContextKeys, expected: Ternary]>([
    [{ 'a:x': '1', 'a:y': '2' }, YES],
    [{ 'a:x': '1' }, NO],
    [{ 'a:x': '1', 'a:y': '2', 'a:z': '' }, UNKNOWN],
    [{ 'a:x': '1', 'a:y': '2', 'a:z': '3' }, NO],
    [{ 'a:x': untold, 'a:y': '2' }, UNKNOWN],
    [{ 'a:x': untold, 'a:y': '3' }, NO],
  ])('all have to hold: %j', (keys, expected) => {
    expect(holds(block, keys)).toBe(expected);
  });
});

describe('what cannot be determined', () => {
  test.each<[block: Value, value: ContextValue, expected: Ternary]>([
    [{ StringEquals: { k: 'a' } }, untold, UNKNOWN],
    [{ StringLike: { k: '*' } }, untold, UNKNOWN],
    [{ StringLikeIfExists: { k: '*' } }, untold, YES],
    [{ StringEquals: { k: untold } }, 'a', UNKNOWN],
    [{ StringEquals: { k: ['a', untold] } }, 'a', YES],
    [{ StringNotEquals: { k: ['a', untold] } }, 'a', NO],
    [{ StringEquals: { k: new OneOf(['a', 'b']) } }, 'a', UNKNOWN],
    [{ StringEquals: { k: new OneOf(['a', ['b', 'a']]) } }, 'a', YES],
    [{ StringEquals: { k: 'a' } }, new OneOf(['a', 'b']), UNKNOWN],
    [{ StringEquals: { k: 'a' } }, new OneOf([null, 'b']), NO],
    [{ StringNotEquals: { k: 'a' } }, new OneOf([null, 'b']), YES],
    [{ StringEquals: untold }, 'a', UNKNOWN],
    [{ StringEquals: new OneOf([{ k: 'a' }, { k: ['a', 'b'] }]) }, 'a', YES],
    [untold, 'a', UNKNOWN],
    [new OneOf([null, { StringEquals: { k: 'a' } }]), 'a', YES],
    [new OneOf([null, { StringEquals: { k: 'a' } }]), 'b', UNKNOWN],
    [null, 'a', YES],
    [{}, 'a', YES],
  ])('%j of %j: %s', (block, value, expected) => {
    expect(holds(block, { k: value })).toBe(expected);
  });
});

describe('a key that is one of several values is the same one under every operator', () => {
  const other = { Null: { k: 'false' }, StringNotEquals: { k: 'a' } };

  test.each<[Value, ContextValue, Ternary]>([
    // Each half of it cannot be determined, but both together never hold.
    [other, new OneOf([null, 'a']), NO],
    [other, new OneOf(['b', 'c']), YES],
    [other, new OneOf([null, 'b']), UNKNOWN],
    [other, new OneOf(['a', 'b']), UNKNOWN],
    [{ ...other, StringEquals: { l: 'x' } }, new OneOf([null, 'a']), NO],
    [{ Null: { K: 'false' }, StringNotEquals: { k: 'a' } }, new OneOf([null, 'a']), NO],
    [{ Null: { k: 'false', l: 'false' }, StringNotEquals: { k: 'a', l: 'b' } }, new OneOf([null, 'a']), NO],
    [other, untold, UNKNOWN],
  ])('%j', (block, value, expected) => {
    expect(holds(block, { k: value, l: new OneOf(['x', 'b']) })).toBe(expected);
  });
});

describe('many keys', () => {
  test('40,000 keys under two operators are read once', () => {
    const keys = Object.fromEntries(Array.from({ length: 40_000 }, (_, i) => [`aws:k${i}`, 'v']));
    const before = process.cpuUsage();
    expect(holds({ StringEquals: keys, StringLike: keys }, { 'aws:k0': new OneOf(['v', 'w']) })).toBe(NO);
    expect(holds({ StringNotEquals: keys, StringNotLike: keys }, { 'aws:k0': new OneOf(['x', null]) })).toBe(YES);
    expect(process.cpuUsage(before).user).toBeLessThan(5_000_000);
  });

  // Each of them is one that is absent or as it should not be: with its neighbours, none of which can be determined.
  test.each([[6, NO], [7, UNKNOWN]])('%d keys that are one of several values each', (count, expected) => {
    const of = (value: ContextValue) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i === count - 1 ? value : 'a']));
    const unsettled = Object.fromEntries(Array.from({ length: count - 1 }, (_, i) => [`k${i}`, new OneOf(['a', 'b'])]));
    const blocks = { Null: of('false') as Value, StringNotEquals: { [`k${count - 1}`]: 'a' }, StringEquals: of('a') as Value };
    expect(holds({ ...blocks, Null: Object.fromEntries(Object.keys(of('a')).map((key) => [key, 'false'])) }, { ...unsettled, [`k${count - 1}`]: new OneOf([null, 'a']) }))
      .toBe(expected);
  });
});

describe('what is malformed', () => {
  test.each<[block: Value, problem: string]>([
    [{ StringEqual: { k: 'a' } }, 'StringEqual is no condition operator'],
    [{ NullIfExists: { k: 'a' } }, 'NullIfExists is no condition operator'],
    [{ 'ForAnyValue:Null': { k: 'a' } }, 'ForAnyValue:Null is no condition operator'],
    [{ '': { k: 'a' } }, ' is no condition operator'],
    [{ Null: { k: 'perhaps' } }, 'Null of k is neither true nor false'],
    [{ Null: 'a' }, 'Null is not a map of condition keys'],
    [{ StringEquals: 'a' }, 'StringEquals is not a map of condition keys'],
    [{ StringEquals: { k: { a: 'b' } } }, 'the value of k is a map'],
    ['StringEquals', 'Condition is not a map of operators'],
  ])('%j', (block, problem) => {
    const problems: string[] = [];
    expect(condition(block, YES, (text_) => problems.push(text_))(contextOf({ k: 'a' }))).toBe(UNKNOWN);
    expect(problems).toEqual([problem]);
  });
});

test('the secure-transport denial for callers who are no service', () => {
  const block = { NumericLessThan: { 's3:TlsVersion': '1.2' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };
  expect(holds(block, { 's3:TlsVersion': '1.1', 'aws:PrincipalIsAWSService': 'false' })).toBe(YES);
  expect(holds(block, { 's3:TlsVersion': '1.1', 'aws:PrincipalIsAWSService': 'true' })).toBe(NO);
  expect(holds(block, { 's3:TlsVersion': '1.1' })).toBe(YES);
  expect(holds(block, {})).toBe(NO);
});
