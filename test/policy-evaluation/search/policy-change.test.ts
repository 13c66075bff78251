import { BUCKET } from './random/universe';
import {
  ANONYMOUS, BUCKET_POLICY_ACTIONS, Budget, type Gain, KEY_USING_ACTIONS, Outcome, PolicyChange, PolicySearch, Wanted,
} from '../../../src/policy-evaluation';
import { NameHole, OneOf, ParameterHole, Text, Unknown, type Value, type ValueMap } from '../../../src/template';

const OBJECTS = `${BUCKET}/*`;
const ROLE = 'arn:aws:iam::111122223333:role/reader';

const allow = (principal: Value, action: Value, rest: ValueMap = {}): ValueMap => ({
  Effect: 'Allow', Principal: principal === '*' ? '*' : { AWS: principal }, Action: action, Resource: OBJECTS, ...rest,
});
const deny = (rest: ValueMap): ValueMap => ({ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: [BUCKET, OBJECTS], ...rest });
const PLAIN_HTTP = deny({ Sid: 'Tls', Condition: { Bool: { 'aws:SecureTransport': 'false' } } });
const READ = allow(ROLE, 's3:GetObject');

const document = (...statements: Value[]): ValueMap => ({ Version: '2012-10-17', Statement: statements });

/** What gains, as `kind certainty words`. */
function gained(before: Value, after: Value): string[] {
  return new PolicyChange(before, after).gained({ actions: BUCKET_POLICY_ACTIONS, resource: BUCKET })
    .map(({ gain, isCertain, words = '' }) => `${gain}${isCertain ? '' : '?'}: ${words}`);
}

describe('a statement that allows', () => {
  test.each<[string, ValueMap, string]>([
    ['names another role', allow('arn:aws:iam::111122223333:role/writer', 's3:GetObject'), 'allowed: s3:GetObject by arn:aws:iam::111122223333:role/writer'],
    ['names another action', allow(ROLE, 's3:DeleteObject'), `allowed: s3:DeleteObject by ${ROLE}`],
    ['is about everybody', allow('*', 's3:GetObject'), 'allowed: s3:GetObject by a role of an account that the policy does not name'],
    ['is about more objects', allow(ROLE, 's3:GetObject*'), `allowed: s3:GetObjectAcl by ${ROLE}`],
  ])('%s: somebody gains, and loses if it goes', (_, statement, words) => {
    const [less, more] = [document(READ), document(READ, statement)];
    expect(gained(less, more)).toEqual([words]);
    expect(gained(more, less)).toEqual([]);
  });

  test('with a condition that goes allows requests without it', () => {
    const confined = allow(ROLE, 's3:GetObject', { Condition: { StringEquals: { 'aws:SourceVpce': 'vpce-1' } } });
    expect(gained(document(confined), document(READ))).toEqual([`allowed: s3:GetObject by ${ROLE}`]);
    expect(gained(document(READ), document(confined))).toEqual([]);
  });

  test('allows nothing that another statement denies, or that was allowed otherwise', () => {
    expect(gained(document(deny({})), document(deny({}), READ))).toEqual([]);
    expect(gained(document(allow(ROLE, 's3:*')), document(allow(ROLE, 's3:*'), READ))).toEqual([]);
  });

  test('for a service says which', () => {
    const logs = { ...READ, Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 's3:PutObject' };
    expect(gained(null, document(logs))).toEqual(['allowed: s3:PutObject by the service logging.s3.amazonaws.com']);
  });
});

describe('a statement that denies', () => {
  test('and goes denies nothing any more, named as the former policy writes it', () => {
    expect(gained(document(READ, PLAIN_HTTP), document(READ))).toEqual([
      'not denied: s3:GetObject by a role of an account that the policy does not name with aws:SecureTransport false',
    ]);
    expect(gained(document(PLAIN_HTTP), null)).toEqual(['not denied: s3:GetObject by a role with aws:SecureTransport false']);
    expect(gained(document(READ), document(READ, PLAIN_HTTP))).toEqual([]);
  });

  test('with an exemption that is new', () => {
    const exempt = deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' }, StringNotEquals: { 'aws:PrincipalArn': ROLE } } });
    expect(gained(document(PLAIN_HTTP), document(exempt))).toEqual([`not denied: s3:GetObject by ${ROLE} with aws:SecureTransport false`]);
    expect(gained(document(exempt), document(PLAIN_HTTP))).toEqual([]);
  });

  test('of which another one takes the place', () => {
    const wider = deny({ Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-1' } }, Sid: 'Org' });
    expect(gained(document(deny({ Condition: { Bool: { 'aws:SecureTransport': 'false' } } })), document(PLAIN_HTTP, wider))).toEqual([]);
  });
});

describe('what is written otherwise and says the same', () => {
  const twice = document(allow(ROLE, 's3:GetObject'), allow(ROLE, 's3:PutObject'));
  test.each<[string, Value, Value]>([
    ['nothing changes', document(READ, PLAIN_HTTP), document(READ, PLAIN_HTTP)],
    ['another order', document(READ, PLAIN_HTTP), document(PLAIN_HTTP, READ)],
    ['another name', document(READ), document({ ...READ, Sid: 'Named' })],
    ['a list of one', document(READ), document({ ...READ, Action: ['s3:GetObject'] })],
    ['one statement for two', twice, document(allow(ROLE, ['s3:PutObject', 's3:GetObject']))],
    ['no statement at all', null, document()],
    ['a single statement that is no list', document(READ), { Version: '2012-10-17', Statement: READ }],
  ])('%s', (_, before, after) => {
    expect(gained(before, after)).toEqual([]);
    expect(gained(after, before)).toEqual([]);
  });
});

describe('what is not known', () => {
  const imported = new Unknown('it is imported');
  test('is the same in both, and hides no change beside it', () => {
    const common = allow(imported, 's3:GetObject');
    expect(gained(document(common), document(common))).toEqual([]);
    expect(gained(document(common, PLAIN_HTTP), document(common))).toEqual(['not denied: s3:GetObject by a role with aws:SecureTransport false']);
  });

  test('and is new is undetermined', () => {
    expect(gained(document(READ), document(READ, allow(imported, 's3:GetObject')))).toEqual([expect.stringMatching(/^allowed\?: /)]);
    expect(gained(document(READ), imported)).toEqual([expect.stringMatching(/^allowed\?: /)]);
    expect(gained(imported, document(READ))).toEqual([expect.stringMatching(/^allowed\?: /), expect.stringMatching(/^not denied\?: /)]);
  });

  test('a parameter whose default changes is another value', () => {
    const of = (value: string) => document(allow(new OneOf([value], new ParameterHole('t/Who', [value])), 's3:GetObject'));
    expect(gained(of(ROLE), of(ROLE))).toEqual([]);
    expect(gained(of(ROLE), of('*'))).not.toEqual([]);
  });

  test('a name that AWS gives is one and the same in both', () => {
    const bucket = Text.of('arn:aws:s3:::', new NameHole('t/Bucket'));
    const of = (action: string) => document(allow(ROLE, action, { Resource: Text.of(bucket, '/*') }));
    const [one] = new PolicyChange(of('s3:GetObject'), of('s3:*')).gained({ actions: BUCKET_POLICY_ACTIONS, resource: bucket });
    expect(one).toMatchObject({ gain: 'allowed' satisfies `${Gain}`, isCertain: true, words: `s3:PutObject by ${ROLE}` });
  });

  test('a change that is too complex says so', () => {
    const change = new PolicyChange(document(PLAIN_HTTP), document(READ));
    expect(change.gained({ actions: BUCKET_POLICY_ACTIONS, resource: BUCKET }, { each: 10 })).toEqual([
      { gain: 'allowed', isCertain: false, reason: 'the policy is too complex to be searched' },
      { gain: 'not denied', isCertain: false, reason: 'the policy is too complex to be searched' },
    ]);
  });

  test('is searched for what it can change only', () => {
    const limits = { each: 10 };
    const asked = { actions: BUCKET_POLICY_ACTIONS, resource: BUCKET };
    const kinds = (before: Value, after: Value) => new PolicyChange(before, after).gained(asked, limits).map(({ gain }) => gain);
    expect(kinds(document(PLAIN_HTTP), document(PLAIN_HTTP, READ))).toEqual(['allowed']);
    expect(kinds(document(PLAIN_HTTP, READ), document(READ))).toEqual(['not denied']);
    expect(kinds(document(READ), document(PLAIN_HTTP, READ))).toEqual([]);
  });

  test('and so does one for which others have left no steps', () => {
    const change = new PolicyChange(document(PLAIN_HTTP), null);
    const asked = { actions: BUCKET_POLICY_ACTIONS, resource: BUCKET };
    const together = new Budget(2_000);
    const answers = Array.from({ length: 50 }, () => change.gained(asked, { together })[0].isCertain);
    expect([answers[0], answers[49]]).toEqual([true, false]);
  });
});

test('another version reads variables otherwise, so that the same statements are searched', () => {
  const own = deny({ Condition: { StringNotEquals: { 'aws:PrincipalTag/team': '${aws:username}' } } });
  expect(gained({ Version: '2008-10-17', Statement: [own] }, { Version: '2012-10-17', Statement: [own] })).not.toEqual([]);
});

test('keys have callers of AWS KMS', () => {
  const KEY = 'arn:aws:kms:us-east-1:111122223333:key/1';
  const use = (who: string): ValueMap => ({ Effect: 'Allow', Principal: { AWS: who }, Action: 'kms:*', Resource: '*' });
  const change = new PolicyChange(document(use('arn:aws:iam::111122223333:root')), document(use('arn:aws:iam::111122223333:root'), use('444455556666')));
  expect(change.gained({ actions: KEY_USING_ACTIONS, resource: KEY }).map(({ words }) => words)).toEqual(['kms:Decrypt by a role of account 444455556666']);
});

test('a request against another policy is as wanted by both', () => {
  const search = new PolicySearch(document(allow('*', 's3:*')));
  const find = (other: ValueMap) => search.find(Wanted.GRANTED, {
    callers: [ANONYMOUS], actions: BUCKET_POLICY_ACTIONS, resource: BUCKET, against: { document: other, wanted: Wanted.REFUSED },
  });
  expect(find(document(allow('*', ['s3:Get*', 's3:Put*'])))).toMatchObject({ outcome: Outcome.FOUND, request: { action: 's3:DeleteObject' } });
  expect(find(document(allow('*', '*'))).outcome).toBe(Outcome.NONE);
});
