import { Hole, NameHole, OneOf, Ternary, Text, Unknown, type Value, type ValueMap } from '../../../../src/template';
import { aboutCallers, allConditions, hasVariables } from '../../../../src/validation/rules/private/conditions';
import { isTrue, judge, reasonOf } from '../../../../src/validation/rules/private/judge';
import { isForeign, STRANGER, viaS3In } from '../../../../src/validation/rules/private/strangers';
import { whereabouts } from '../../../../src/validation/rules/private/whereabouts';

const { YES, NO, UNKNOWN } = Ternary;
const parameter = Text.of('a', new Hole('P')) as Text;

describe('a value is judged', () => {
  test.each<[string, Value | undefined, Ternary]>([
    ['right', 'x', YES],
    ['wrong', 'y', NO],
    ['absent', undefined, NO],
    ['left out', null, NO],
    ['text that is not known', parameter, UNKNOWN],
    ['not known', new Unknown('r'), UNKNOWN],
    ['right either way', new OneOf(['x', new OneOf(['x'])]), YES],
    ['wrong one way', new OneOf(['x', 'y']), NO],
    ['wrong one way, not known the other', new OneOf(['y', new Unknown('r')]), NO],
    ['right one way, not known the other', new OneOf(['x', new Unknown('r')]), UNKNOWN],
    ['right one way, left out the other', new OneOf(['x', null]), NO],
  ])('%s', (_, value, expected) => {
    expect(judge(value, (known) => known === 'x')).toBe(expected);
  });

  test('what is left out is as what is not there', () => {
    const seen: unknown[] = [];
    for (const value of [undefined, null, 'a']) { judge(value, (known) => { seen.push(known); return true; }); }
    expect(seen).toEqual([undefined, undefined, 'a']);
  });

  test.each<[Value | undefined, string]>([
    ['a', ''],
    [undefined, ''],
    [new Unknown('r'), 'r'],
    [new OneOf(['a', new Unknown('r'), new Unknown('s')]), 'r'],
    [new OneOf(['a', 'b']), ''],
    [parameter, 'it is known at deployment only (a{P})'],
  ])('%#: the reason', (value, expected) => { expect(reasonOf(value)).toBe(expected); });

  test.each<[Value | undefined, boolean]>([[true, true], ['true', true], ['TRUE', true], [false, false], ['false', false], ['truely', false], [1, false], [undefined, false], [new OneOf([true]), false]])(
    '%j is true: %s', (value, expected) => { expect(isTrue(value)).toBe(expected); });
});

describe('conditions', () => {
  test.each<[string, ValueMap, ValueMap, object]>([
    ['of other operators', { A: { a: '1' } }, { B: { b: '2' } }, { A: { a: '1' }, B: { b: ['2'] } }],
    ['of other keys', { A: { a: '1' } }, { A: { b: ['2', '3'] } }, { A: { a: '1', b: ['2', '3'] } }],
    ['of one key', { A: { a: '1' } }, { A: { a: ['2', '3'] } }, { A: { a: ['1', '2', '3'] } }],
    ['with none', { A: { a: '1' } }, {}, { A: { a: '1' } }],
    ['of none', {}, { A: { a: '1' } }, { A: { a: ['1'] } }],
  ])('are put together: %s', (_, one, other, expected) => {
    const before = JSON.stringify([one, other]);
    expect(allConditions(one, other)).toEqual(expected);
    expect(JSON.stringify([one, other])).toBe(before);
  });

  test.each<[string, Value | undefined, object]>([
    ['none', undefined, {}],
    ['what is no map', 'x', {}],
    ['an operator that is no map', { StringEquals: 'x' }, {}],
    ['keys of callers', { StringEquals: { 'aws:PrincipalAccount': '1', 'aws:userid': 'x', 'AWS:USERNAME': 'y', 'aws:principaltag/a': 'z' } },
      { StringEquals: { 'aws:PrincipalAccount': '1', 'aws:userid': 'x', 'AWS:USERNAME': 'y', 'aws:principaltag/a': 'z' } }],
    ['keys of the request', { StringEquals: { 'aws:SourceIp': '1', 'aws:useridx': 'x', 'aws:usernames': 'y', 'kms:aws:PrincipalArn': 'z' } }, {}],
    ['both', { StringEquals: { 'aws:PrincipalAccount': '1', 's3:prefix': 'x' }, Bool: { 'aws:SecureTransport': 'true' } }, { StringEquals: { 'aws:PrincipalAccount': '1' } }],
    ['a key with a variable', { StringEquals: { 'aws:PrincipalAccount': ['1', '${aws:x}'] }, StringLike: { 'aws:PrincipalArn': 'a' } }, { StringLike: { 'aws:PrincipalArn': 'a' } }],
  ])('about callers: %s', (_, Condition, expected) => {
    expect(aboutCallers(Condition === undefined ? {} : { Condition })).toEqual(expected);
  });

  test.each<[Value, boolean]>([
    ['a', false], ['${a}', true], ['a${aws:username}b', true], ['$a', false], [['a', '${b}'], true], [['a'], false], [{ a: { b: '${c}' } }, true], [{ '${a}': 'b' }, false],
    [new OneOf(['a', '${b}']), true], [Text.of(new Hole('P'), '${') as Text, true], [Text.of(new Hole('${a}', '${a}')) as Text, false], [1, false], [null, false], [new Unknown('${a}'), false],
  ])('%#: with variables: %s', (value, expected) => { expect(hasVariables(value)).toBe(expected); });
});

test.each<[Value | undefined, string]>([
  ['a-name', 'the key is not in the app'],
  [undefined, 'the key is not in the app'],
  [Text.of('arn:', new NameHole('AWS::Partition'), ':b') as Text, 'the key is not in the app'],
  [new OneOf(['a', 'b']), 'conditions determine which one the key is'],
  [new Unknown('it is imported'), 'it is not known which one the key is (it is imported)'],
  [parameter, 'it is not known which one the key is (it is known at deployment only (a{P}))'],
  [new OneOf(['a', new Unknown('it is imported')]), 'it is not known which one the key is (it is imported)'],
])('%#: where it is', (value, expected) => {
  expect(whereabouts(value, 'the key')).toBe(expected);
  expect(whereabouts(value)).toBe(expected.replace('the key', 'it'));
});

test('accounts are told apart as far as they are known', () => {
  const of = (account?: string) => ({ environment: { account, region: 'eu-west-1' } }) as Parameters<typeof isForeign>[1];
  expect([isForeign('1', of('1')), isForeign('2', of('1')), isForeign('1', of()), isForeign(Text.of(new Hole('P')), of('1'))]).toEqual([NO, YES, UNKNOWN, UNKNOWN]);
  expect(isForeign(Text.of(new Hole('AWS::AccountId')), of())).toBe(NO);
  expect(String(viaS3In('eu-west-1'))).toBe('s3.eu-west-1.amazonaws.com');
  expect([STRANGER.account, String(STRANGER.names[0])]).toEqual(['', 'arn:aws:iam:::role/a-role-that-no-policy-names']);
});
