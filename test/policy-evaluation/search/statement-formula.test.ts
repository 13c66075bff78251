import { ANONYMOUS, BUCKET_POLICY_ACTIONS, knownCaller, Outcome, PolicySearch, Principal, Wanted } from '../../../src/policy-evaluation';
import { conditionFormula } from '../../../src/policy-evaluation/search/condition-formula';
import { Hole, OneOf, Text, Unknown, type Value, type ValueMap } from '../../../src/template';
import { NO } from '../support';

const BUCKET = 'arn:aws:s3:::b';
const DENY: ValueMap = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*' };
const when = (Condition: Value): ValueMap => ({ ...DENY, Condition });
const { FOUND, NONE, UNTOLD } = Outcome;

function outcomeOf(statements: Value[], wanted = Wanted.NOT_DENIED, callers?: Principal[]): Outcome {
  const search = new PolicySearch({ Version: '2012-10-17', Statement: statements });
  return search.find(wanted, {
    callers: callers?.map(knownCaller) ?? [...search.identities, ANONYMOUS, ...search.services],
    actions: BUCKET_POLICY_ACTIONS.filter(({ name }) => ['s3:GetObject', 's3:ListBucket'].includes(name)),
    resource: BUCKET,
  }).outcome;
}

const GETS: ValueMap = { ...DENY, Action: 's3:Get*' };
const OTHERS: ValueMap = { ...DENY, Action: null, NotAction: 's3:Get*' };

describe('one of several statements', () => {
  test.each<[string, Value[], Outcome, Outcome]>([
    ['that deny the same', [new OneOf([DENY, { ...DENY, Sid: 'Other' }])], NONE, FOUND],
    ['of which one denies nothing', [new OneOf([DENY, null])], UNTOLD, UNTOLD],
    ['of which one denies less', [new OneOf([DENY, GETS])], UNTOLD, FOUND],
    ['that deny nothing of it', [new OneOf([null, { ...DENY, Action: 's3:PutObject' }])], FOUND, NONE],
    ['beside one that denies everything', [new OneOf([DENY, null]), DENY], NONE, FOUND],
    ['that deny what the other leaves, each', [new OneOf([GETS, { ...GETS, Sid: 'Other' }]), OTHERS], NONE, FOUND],
    ['of which one is not known', [new OneOf([DENY, new Unknown('imported')])], UNTOLD, UNTOLD],
    ['of which one allows', [new OneOf([DENY, { ...DENY, Effect: 'Allow' }])], UNTOLD, UNTOLD],
    ['that are not known', [new Unknown('imported')], UNTOLD, UNTOLD],
    ['that are nothing', [null], FOUND, NONE],
    ['that are no map', ['a'], UNTOLD, UNTOLD],
  ])('%s', (_, statements, notDenied, denied) => {
    expect([outcomeOf(statements), outcomeOf(statements, Wanted.DENIED)]).toEqual([notDenied, denied]);
  });
});

test('one of several statements tells actions apart if one of them does', () => {
  const search = new PolicySearch({ Statement: [new OneOf([GETS, { ...DENY, Action: 's3:Put*' }])] });
  const actions = ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map((name) => ({ name, onObjects: true }));
  const { outcome, request } = search.find(Wanted.NOT_DENIED, { callers: search.identities, actions, resource: BUCKET });
  expect([outcome, request?.action]).toEqual([FOUND, 's3:DeleteObject']);
});

describe('callers of a kind', () => {
  const account = '111122223333';
  const [role, user] = ['role/Reader', 'user/Ana'].map((name) => `arn:aws:iam::${account}:${name}`);
  const find = (wanted: Wanted, kind: string, statement: ValueMap) => {
    const search = new PolicySearch({ Version: '2012-10-17', Statement: [statement] });
    const callers = search.identities.filter((caller) => caller.kind === kind);
    return search.find(wanted, { callers, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET });
  };

  test.each<[string, string[], string, Outcome]>([
    ['a role, but not its account', [role], 'role', NONE],
    ['a role and its account', [role, account], 'role', FOUND],
    ['a role and the root user of its account', [role, `arn:aws:iam::${account}:root`], 'role', FOUND],
    ['a role and another account', [role, '444455556666'], 'role', UNTOLD],
    // AWS does not say whether that leaves out its roles and users.
    ['an account', [account], 'role', UNTOLD],
    ['an account', [account], 'user', UNTOLD],
    ['an account', [account], 'root', FOUND],
    ['a user and its account', [user, account], 'user', FOUND],
    ['a user', [user], 'user', NONE],
    ['a user', [user], 'root', NONE],
    ['everybody', ['*'], 'role', FOUND],
  ])('a Deny that leaves out %s %j leaves out a %s: %s', (_, names, kind, expected) => {
    const { Principal: everybody, ...statement } = DENY;
    expect([everybody, find(Wanted.NOT_DENIED, kind, { ...statement, NotPrincipal: { AWS: names } }).outcome]).toEqual(['*', expected]);
  });

  test.each<[string, string, Outcome]>([
    [role, 'role', FOUND],
    [role, 'user', NONE],
    [role, 'root', NONE],
    [user, 'user', FOUND],
    [account, 'role', FOUND],
    [account, 'user', FOUND],
    [account, 'root', FOUND],
    [account, 'federated user', FOUND],
    [`arn:aws:sts::${account}:federated-user/Ana`, 'federated user', FOUND],
    [`arn:aws:sts::${account}:assumed-role/Reader/s`, 'user', NONE],
  ])('a statement for %s is for a %s: %s', (name, kind, expected) => {
    const { outcome, request } = find(Wanted.GRANTED, kind, { ...DENY, Effect: 'Allow', Principal: { AWS: name } });
    expect(outcome).toBe(expected);
    if (outcome === FOUND && name.startsWith('arn:')) { expect(request?.principal.names[0]).toBe(name); }
    if (outcome === FOUND) { expect(request?.principal.account).toBe(account); }
  });
});

describe('elements', () => {
  const of = (changes: ValueMap) => ({ ...DENY, ...changes });

  test.each<[string, ValueMap, Outcome]>([
    ['an effect that is not known', of({ Effect: new Unknown('imported') }), UNTOLD],
    ['an effect that is none', of({ Effect: 'deny' }), UNTOLD],
    ['neither a resource nor its contrary', of({ Resource: null }), UNTOLD],
    ['both', of({ NotResource: 'arn:aws:s3:::c' }), UNTOLD],
    ['neither an action nor its contrary', of({ Action: null }), UNTOLD],
    ['a resource that is not known', of({ Resource: new Unknown('imported') }), UNTOLD],
    ['one of two resources', of({ Resource: new OneOf(['*', BUCKET]) }), UNTOLD],
    ['two resources', of({ Resource: [BUCKET, `${BUCKET}/*`] }), NONE],
    ['the objects only', of({ Resource: `${BUCKET}/*` }), FOUND],
    ['a beginning of both', of({ Resource: 'arn:aws:s3:*' }), NONE],
    ['all but another bucket', of({ Resource: null, NotResource: ['arn:aws:s3:::c', 'arn:aws:s3:::c/*'] }), NONE],
    ['actions one by one', of({ Action: ['S3:getobject', 's3:List*'] }), NONE],
    ['all actions in a list', of({ Action: ['kms:*', '*'] }), NONE],
    ['all but another action', of({ Action: null, NotAction: ['s3:PutObject'] }), NONE],
    ['everybody in a list', of({ Principal: { AWS: ['*'] } }), NONE],
    ['everybody of another sort', of({ Principal: { Service: '*' } }), FOUND],
    ['everybody and one more', of({ Principal: { AWS: ['111122223333', '*'] } }), NONE],
    ['an element that nobody knows', of({ Conditions: {} }), UNTOLD],
  ])('%s', (_, statement, expected) => {
    expect(outcomeOf([statement])).toBe(expected);
  });

  test('an account that YAML takes for a number', () => {
    const role = (account: string) => [Principal.role(`arn:aws:iam::${account}:role/r`)];
    const search = (account: string) => outcomeOf([of({ Principal: { AWS: 11122223333 } })], Wanted.NOT_DENIED, role(account));
    expect([search('011122223333'), search('111222233330')]).toEqual([NONE, FOUND]);
    const { identities } = new PolicySearch({ Statement: [of({ Principal: { AWS: 11122223333 } })] });
    const ofRoles = new PolicySearch({ Statement: [of({ Principal: { AWS: 11122223333 } })] }).find(Wanted.DENIED, {
      callers: identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET,
    });
    expect([ofRoles.outcome, ofRoles.request?.principal.account]).toEqual([FOUND, '011122223333']);
  });
});

describe('conditions', () => {
  const identities = (statement: ValueMap) => outcomeOf([statement], Wanted.NOT_DENIED, [Principal.role('arn:aws:iam::111122223333:role/r')]);
  const shapes = (statement: ValueMap) => {
    const search = new PolicySearch({ Statement: [statement] });
    return search.find(Wanted.NOT_DENIED, { callers: search.identities, actions: [{ name: 's3:GetObject', onObjects: true }], resource: BUCKET }).outcome;
  };

  test('everybody but a service and an anonymous caller has an ARN and an account', () => {
    for (const key of ['aws:PrincipalArn', 'aws:PrincipalAccount']) {
      for (const outcome of [identities, shapes]) {
        expect([outcome(when({ Null: { [key]: 'true' } })), outcome(when({ Null: { [key]: 'false' } }))]).toEqual([FOUND, NONE]);
      }
    }
  });

  // What IAM does with several values without a quantifier is nowhere documented.
  test.each<[string, ValueMap[], Outcome]>([
    ['one value that two comparisons name', [when({ StringEquals: { 's3:RequestObjectTagKeys': ['a', 'b'] }, StringLike: { 's3:RequestObjectTagKeys': ['b', 'c'] } })], FOUND],
    ['one value, or another', [when({ StringEquals: { 's3:RequestObjectTagKeys': 'a' }, StringNotEquals: { 's3:RequestObjectTagKeys': 'a' } })], UNTOLD],
  ])('tags of a request without a quantifier: %s', (_, statements, expected) => {
    const search = new PolicySearch({ Statement: statements });
    expect(search.find(Wanted.DENIED, { callers: search.identities, actions: [{ name: 's3:PutObject', onObjects: true }], resource: BUCKET }).outcome).toBe(expected);
  });

  test('tags of a request without a quantifier may pass a comparison and its opposite', () => {
    const tags = (operator: string, value: string) => when({ [operator]: { 's3:RequestObjectTagKeys': value } });
    const search = new PolicySearch({ Statement: [tags('StringEquals', 'a'), tags('StringNotEquals', 'a'), tags('Null', 'true')] });
    expect(search.find(Wanted.NOT_DENIED, { callers: search.identities, actions: [{ name: 's3:PutObject', onObjects: true }], resource: BUCKET }).outcome).toBe(UNTOLD);
  });

  test.each<[string, Value, string]>([
    ['nothing', null, 'yes'],
    ['an empty map', {}, 'yes'],
    ['an empty list', [], 'untold'],
    ['text', 'a', 'untold'],
    ['a number', 5, 'untold'],
    ['what is not known', new Unknown('imported'), 'untold'],
    ['an operator without a name', { '': { 'a:b': 'c' } }, 'untold'],
    ['an operator that nobody knows', { StringIs: { 'a:b': 'c' } }, 'untold'],
    ['a quantifier of Null', { 'ForAnyValue:Null': { 'a:b': 'true' } }, 'untold'],
    ['Null of what exists', { NullIfExists: { 'a:b': 'true' } }, 'untold'],
    ['an operator of an empty list', { StringEquals: [] }, 'untold'],
    ['an operator of nothing', { StringEquals: null }, 'yes'],
    ['an operator of no keys', { StringEquals: {} }, 'yes'],
    ['a comparison', { StringEquals: { 'a:b': 'c' } }, 'literal'],
    ['two comparisons', { StringEquals: { 'a:b': 'c', 'd:e': 'f' } }, 'all'],
    ['one of two conditions', new OneOf([null, { StringEquals: { 'a:b': 'c' } }]), 'choice'],
    ['one of two values', { StringEquals: { 'a:b': new OneOf(['c', 'd']) } }, 'choice'],
    ['a parameter with two values', { StringEquals: { 'a:b': new OneOf(['c', 'd'], new Hole('P')) } }, 'literal'],
    ['too many combinations of values', { StringEquals: { 'a:b': Array.from({ length: 5 }, () => new OneOf(['c', 'd'])) } }, 'untold'],
    ['an ARN that is another', { ArnNotEquals: { 'a:b': Text.of('arn:aws:s3:::', new Hole('B')) } }, 'choice'],
  ])('%s', (_, value, kind) => {
    expect(conditionFormula(value, { variables: NO }, (unknown) => ({ unknown })).kind).toBe(kind);
  });
});
