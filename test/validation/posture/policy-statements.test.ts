import { App, OneOf, type Value } from '../../../src/template';
import { BucketPolicy, comparisonsOf, entriesOf, statementsOf } from '../../../src/validation/posture';
import { CONDITIONS, IF, PARAMETERS } from '../rules/support';

const NOTHING = { Ref: 'AWS::NoValue' };

/** A policy of a bucket as a template has it. */
function policy(PolicyDocument: unknown): BucketPolicy {
  const Resources = { Policy: { Type: 'AWS::S3::BucketPolicy', Properties: { Bucket: 'b', PolicyDocument } } };
  const [resource] = App.of([{ name: 'Stack', json: { Parameters: PARAMETERS, Conditions: CONDITIONS, Resources } }]).resources();
  return new BucketPolicy(resource);
}

const conditioned = (...conditions: unknown[]) => policy({ Statement: conditions.map((Condition) => ({ Effect: 'Allow', Condition })) });
const named = (one: BucketPolicy) => Object.fromEntries(one.conditionKeys);

describe('the condition keys that a policy looks at', () => {
  test.each<[string, BucketPolicy, { [key: string]: string[] }]>([
    ['none', policy({ Statement: [{ Effect: 'Allow' }] }), {}],
    ['one', conditioned({ StringEquals: { 'aws:SourceAccount': '1' } }), { 'aws:sourceaccount': ['1'] }],
    ['with several values', conditioned({ StringEquals: { 'aws:SourceAccount': ['1', '2'] } }), { 'aws:sourceaccount': ['1', '2'] }],
    ['under several operators', conditioned({ StringEquals: { a: '1' }, Null: { A: 'true', b: 'false' } }), { a: ['1', 'true'], b: ['false'] }],
    ['of several statements', conditioned({ StringEquals: { a: '1' } }, { StringEquals: { a: '2' } }), { a: ['1', '2'] }],
    ['of one statement that is no list', policy({ Statement: { Condition: { StringEquals: { a: '1' } } } }), { a: ['1'] }],
    ['with numbers and booleans', conditioned({ NumericLessThan: { a: 1.2 }, Bool: { b: false } }), { a: ['1.2'], b: ['false'] }],
    ['with what is known at deployment', conditioned({ StringEquals: { a: { 'Fn::Sub': 'x${Parameter}' }, b: ['1', { Ref: 'Parameter' }] } }), { a: [], b: ['1'] }],
    ['with either of two values', conditioned({ StringEquals: { a: IF('1', ['2', '3']) } }), { a: ['1', '2', '3'] }],
    ['in either of two blocks', conditioned({ StringEquals: IF({ a: '1' }, { b: '2' }) }), { a: ['1'], b: ['2'] }],
    ['in either of two conditions', conditioned(IF({ StringEquals: { a: '1' } }, NOTHING)), { a: ['1'] }],
    ['in either of two statements', policy({ Statement: [IF({ Condition: { StringEquals: { a: '1' } } }, { Condition: { StringEquals: { b: '2' } } })] }), { a: ['1'], b: ['2'] }],
    ['of a document that is text', policy('{"Statement":[{"Condition":{"StringEquals":{"a":"1"}}}]}'), { a: ['1'] }],
    ['of a document that is no JSON', policy('{"Statement":'), {}],
    ['of no document', policy(NOTHING), {}],
    ['of what is no condition', conditioned('StringEquals', ['StringEquals'], { StringEquals: 'a' }, { StringEquals: [['a']] }), {}],
  ])('%s', (_, one, expected) => {
    expect(named(one)).toEqual(expected);
  });

  test('are looked for once', () => {
    const one = conditioned({ StringEquals: { a: '1' } });
    expect(one.conditionKeys).toBe(one.conditionKeys);
  });
});

test('the statements that a policy can have', () => {
  const of = (document: unknown) => statementsOf(policy(document).document).map(({ Sid }) => Sid);
  expect(of({ Statement: [{ Sid: 'A' }, 'text', { Sid: 'B' }] })).toEqual(['A', 'B']);
  expect(of({ Statement: { Sid: 'A' } })).toEqual(['A']);
  expect(of({ Statement: [IF({ Sid: 'A' }, { Sid: 'B' }), { Sid: 'C' }] })).toEqual(['A', 'B', 'C']);
  expect(of(IF({ Statement: { Sid: 'A' } }, '{"Statement":{"Sid":"B"}}'))).toEqual(['A', 'B']);
  expect(of([{ Statement: { Sid: 'A' } }])).toEqual(['A']);
  expect(of({ Sid: 'A' })).toEqual([]);
  expect(of('text')).toEqual([]);
});

test.each<[string, Value | undefined, Value[]]>([
  ['nothing', undefined, []],
  ['what is taken away', null, []],
  ['a value', 'a', ['a']],
  ['a list', ['a', 'b'], ['a', 'b']],
  ['a list in a list, and what is taken away', ['a', ['b', null]], ['a', 'b']],
  ['a choice', new OneOf(['a', ['b', 'c'], null]), ['a', 'b', 'c']],
  ['a map', { a: 'b' }, [{ a: 'b' }]],
  ['false', false, [false]],
])('the entries of %s', (_, value, expected) => {
  expect(entriesOf(value)).toEqual(expected);
});

test('the comparisons that a statement makes', () => {
  expect(comparisonsOf({ Condition: { StringEquals: { 'aws:SourceAccount': ['1', '2'], 'b': '3' }, ArnLike: { 'aws:SourceArn': 'arn' } } })).toEqual([
    { operator: 'stringequals', conditionKey: 'aws:sourceaccount', values: ['1', '2'] },
    { operator: 'stringequals', conditionKey: 'b', values: ['3'] },
    { operator: 'arnlike', conditionKey: 'aws:sourcearn', values: ['arn'] },
  ]);
  expect(comparisonsOf({ Condition: new OneOf([{ Null: new OneOf([{ a: 'true' }, null]) }, 'text']) })).toEqual([{ operator: 'null', conditionKey: 'a', values: ['true'] }]);
  expect(comparisonsOf({ Condition: { StringEquals: 'text' } })).toEqual([]);
  expect(comparisonsOf({})).toEqual([]);
});
