import { Outcome, PolicySearch, Wanted } from '../../../src/policy-evaluation/search';
import { Hole, NameHole, Text, type Value, type ValueMap } from '../../../src/template';

const KEY = 's3:x-amz-server-side-encryption-aws-kms-key-id';
const UPLOADS: ValueMap = { Effect: 'Deny', Principal: '*', Action: 's3:PutObject', Resource: 'arn:aws:s3:::b/*' };
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1';

function find(wanted: Wanted, condition: ValueMap, ...statements: Value[]) {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: statements });
  return search.find(wanted, { callers: search.identities, actions: [{ name: 's3:PutObject', onObjects: true }], resource: 'arn:aws:s3:::b', condition });
}

describe('what is denied', () => {
  const absent: ValueMap = { Null: { [KEY]: 'true' } };

  test.each<[string, ValueMap[], Outcome]>([
    ['everything', [UPLOADS], Outcome.FOUND],
    ['some of it', [{ ...UPLOADS, Resource: 'arn:aws:s3:::b/a*', Condition: { StringEquals: { 's3:x-amz-acl': 'private' } } }], Outcome.FOUND],
    ['by one of two statements', [{ ...UPLOADS, Resource: 'arn:aws:s3:::c/*' }, UPLOADS], Outcome.FOUND],
    ['nothing', [], Outcome.NONE],
    ['what is allowed', [{ ...UPLOADS, Effect: 'Allow' }], Outcome.NONE],
    ['another bucket', [{ ...UPLOADS, Resource: 'arn:aws:s3:::c/*' }], Outcome.NONE],
    ['another action', [{ ...UPLOADS, Action: 's3:GetObject' }], Outcome.NONE],
    ['what is not asked about', [{ ...UPLOADS, Condition: { Null: { [KEY]: 'false' } } }], Outcome.NONE],
    ['what cannot be determined', [{ ...UPLOADS, Condition: { Null: { [KEY]: Text.of(new Hole('X')) } } }], Outcome.UNTOLD],
  ])('%s', (_, statements, outcome) => {
    expect(find(Wanted.DENIED, absent, ...statements).outcome).toBe(outcome);
  });

  test('in words', () => {
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [{ ...UPLOADS, Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-1' } } }] });
    const space = { callers: search.identities, actions: [{ name: 's3:PutObject', onObjects: true }], resource: 'arn:aws:s3:::b' };
    expect(search.inWords(search.find(Wanted.DENIED, space).request!, space)).toBe('s3:PutObject by a role with aws:SourceVpc vpc-1');
  });
});

describe('a key that is neither of two', () => {
  const parameter = Text.of(new Hole('Key'));
  const neither: ValueMap = { Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: [KEY_ARN, parameter] } };

  test.each<[string, Value]>([
    ['in this order', [KEY_ARN, parameter]],
    ['in the other', [parameter, KEY_ARN]],
    ['one of them only', KEY_ARN],
  ])('%s', (_, accepted) => {
    expect(find(Wanted.NOT_DENIED, neither, { ...UPLOADS, Condition: { StringNotEquals: { [KEY]: accepted } } }).outcome).toBe(Outcome.NONE);
  });

  test('beside a third', () => {
    const statement = { ...UPLOADS, Condition: { StringNotEquals: { [KEY]: [KEY_ARN, `${KEY_ARN}2`] } } };
    expect(find(Wanted.NOT_DENIED, { StringNotEquals: { [KEY]: KEY_ARN }, Null: { [KEY]: 'false' } }, statement).outcome).toBe(Outcome.FOUND);
  });
});

test.each<[string, string, Outcome]>([
  ['ArnNotEquals', 'alias/a', Outcome.UNTOLD],
  ['ArnNotLike', 'a:b:c:d:e:f', Outcome.UNTOLD],
  ['ArnNotEqualsIfExists', 'a', Outcome.UNTOLD],
  ['ArnNotEquals', `${KEY_ARN}2`, Outcome.NONE],
  ['ArnNotEquals', KEY_ARN, Outcome.FOUND],
  ['StringNotEquals', 'alias/a', Outcome.NONE],
])('what %s makes of %s', (operator, value, outcome) => {
  const statement = { ...UPLOADS, Condition: { [operator]: { [KEY]: KEY_ARN } } };
  expect(find(Wanted.NOT_DENIED, { StringEquals: { [KEY]: value } }, statement).outcome).toBe(outcome);
  expect(find(Wanted.DENIED, { StringEquals: { [KEY]: value } }, statement).outcome)
    .toBe(outcome === Outcome.NONE ? Outcome.FOUND : outcome === Outcome.FOUND ? Outcome.NONE : outcome);
});

test('what is asked about has the partition that the policy writes', () => {
  const key = Text.of('arn:', new NameHole('AWS::Partition'), ':kms:eu-west-1:111122223333:key/1');
  const statement = { ...UPLOADS, Condition: { StringNotEquals: { [KEY]: key } } };
  const another: ValueMap = { Null: { [KEY]: 'false' }, StringNotEquals: { [KEY]: key } };
  expect(find(Wanted.NOT_DENIED, another, statement).outcome).toBe(Outcome.NONE);
  const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
  const space = { callers: search.identities, actions: [{ name: 's3:PutObject', onObjects: true }], resource: 'arn:aws:s3:::b', context: { [KEY]: key } };
  expect(search.find(Wanted.DENIED, space).outcome).toBe(Outcome.NONE);
});
