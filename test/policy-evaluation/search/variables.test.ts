import { knownCaller, Principal } from '../../../src/policy-evaluation';
import { PrincipalKind } from '../../../src/policy-evaluation/principal';
import { callersByArn } from '../../../src/policy-evaluation/search/callers';
import { valuesFor, valuesOf } from '../../../src/policy-evaluation/search/variable-values';
import { assignments, keysIn, variablesIn } from '../../../src/policy-evaluation/search/variables';
import { Hole, OneOf, Text, Unknown, type Value } from '../../../src/template';
import { text } from '../support';

const DOCUMENT: Value = {
  'Statement': [
    { 'Resource': new OneOf(['${aws:UserName}/*', Text.of(new Hole('a'), '${aws:PrincipalTag/team}', new Hole('b'), '${s3:Prefix')]), 'Sid:x': null },
    { Condition: { StringEquals: { 'aws:SourceVpc': ['${aws:username}', 1, true], 'S3:Prefix': new Unknown('${aws:SourceIp}') } } },
  ],
  '${aws:userid}': '${*} ${none}',
};

test('the variables of a document, each once', () => {
  expect(variablesIn(DOCUMENT)).toEqual(['aws:username', 'aws:principaltag/team']);
  expect(variablesIn(null)).toEqual([]);
});

test('the condition keys of a document, each once', () => {
  expect(keysIn(DOCUMENT)).toEqual(['${aws:userid}', 'sid:x', 'aws:sourcevpc', 's3:prefix']);
  expect(keysIn([new OneOf([{ 'A:b': 1 }, { 'a:B': 1 }]), { Null: { key: 'true' } }])).toEqual(['a:b']);
  expect(keysIn('a:b')).toEqual([]);
});

test('every combination of what some variables can be', () => {
  const all = [...assignments([['a', [1, 2]], ['b', [3, 4]]])].map((one) => Object.fromEntries(one));
  expect(all).toEqual([{ a: 1, b: 3 }, { a: 2, b: 3 }, { a: 1, b: 4 }, { a: 2, b: 4 }]);
  expect([...assignments([])]).toEqual([new Map()]);
  expect([...assignments([['a', []], ['b', [1]]])]).toEqual([]);
});

describe('what is known of variables', () => {
  const role = callersByArn(PrincipalKind.ROLE, 'aws', 'numbered')[0];
  const known = (keys: string[], context: object = {}, caller = role) => (
    Object.fromEntries(valuesFor(keys, { caller, action: 's3:GetObject' }, new Map(Object.entries(context))).known)
  );

  test.each<[string, string, object, object]>([
    ['what requests have', 'aws:userid', { 'aws:userid': 'x' }, { 'aws:userid': 'x' }],
    ['a number', 's3:max-keys', { 's3:max-keys': 5 }, { 's3:max-keys': '5' }],
    ['what they surely lack', 'aws:sourcevpc', { 'aws:sourcevpc': null }, { 'aws:sourcevpc': null }],
    ['text with a hole', 'aws:userid', { 'aws:userid': text`${'Id'}` }, { 'aws:userid': text`${'Id'}` }],
    ['several values', 'aws:tagkeys', { 'aws:tagkeys': ['a'] }, {}],
    ['what is not known', 'aws:userid', { 'aws:userid': new Unknown('imported') }, {}],
    ['what a role never has', 'aws:username', {}, { 'aws:username': null }],
    ['what requests for the action never have', 's3:x-amz-acl', {}, { 's3:x-amz-acl': null }],
    ['what a role may have', 'aws:principaltag/team', {}, {}],
    ['what the ARN of a role tells', 'aws:principalaccount', {}, {}],
  ])('%s', (_, key, context, expected) => {
    expect(known([key], context)).toEqual(expected);
  });

  test('what the ARN of a role tells is never absent, whatever AWS documents of an action', () => {
    for (const action of ['kms:Decrypt', 'kms:SynchronizeMultiRegionKey']) {
      expect(valuesFor(['kms:calleraccount'], { caller: role, action }, new Map()).known).toEqual(new Map());
    }
  });

  test('of a service', () => {
    expect(known(['aws:sourceip', 'aws:sourcearn'], {}, knownCaller(Principal.service('logging.s3.amazonaws.com')))).toEqual({ 'aws:sourceip': null });
  });

  test('the same values have the same identity, others another', () => {
    const idOf = (value: string | Text | null, key = 'a:b') => valuesOf(new Map([[key, value]])).id;
    const ids = [idOf('x'), idOf('y'), idOf(null), idOf(text`${'x'}`), idOf(text`${'y'}`), idOf('x', 'a:c'), valuesOf(new Map()).id];
    expect(new Set(ids).size).toBe(ids.length);
    expect(idOf(text`${'x'}`)).toBe(idOf(text`${'x'}`));
  });
});
