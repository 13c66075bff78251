import { PolicySearch, Principal } from '../../../src/policy-evaluation';
import { ANY_OTHER_ACTION, ANY_SERVICE, deedOf, hasHole, isAnything, shown, spellingsIn, type Wording, wordsOf } from '../../../src/policy-evaluation/search/words';
import { FRESH } from '../../../src/policy-evaluation/tokens';
import { Hole, NameHole, OneOf, Text, Unknown, type Value } from '../../../src/template';
import { ACCOUNT, ANONYMOUS, request, ROLE, ROLE_ARN, ROOT, USER } from '../support';

const BUCKET = 'arn:aws:s3:::bucket';
const WORDING: Wording = { resource: BUCKET, context: {}, spellings: new Map(), namesAccounts: false };
const OTHER = FRESH.repeat(12);
const nobody = (kind: string) => `arn:aws:iam::${OTHER}:${kind}/${FRESH}`;

describe('what is done', () => {
  test.each<[string, Value, string]>([
    ['s3:GetObject', `${BUCKET}/folder/key`, 's3:GetObject of object folder/key'],
    ['s3:GetObject', `${BUCKET}/a${FRESH}${FRESH}b${FRESH}`, 's3:GetObject of object a…b…'],
    ['s3:GetObject', `${BUCKET}/${FRESH}${FRESH}`, 's3:GetObject'],
    ['s3:ListBucket', BUCKET, 's3:ListBucket'],
    ['s3:ListBucket', `${BUCKET}2/key`, 's3:ListBucket'],
    [ANY_OTHER_ACTION, BUCKET, 'an action that the policy does not name, on the bucket,'],
    [ANY_OTHER_ACTION, `${BUCKET}/${FRESH}`, 'an action that the policy does not name'],
    [ANY_OTHER_ACTION, `${BUCKET}/a`, 'an action that the policy does not name of object a'],
  ])('%s on %j', (action, resource, expected) => {
    expect(deedOf(request({ action, resource: resource as string, context: {} }), WORDING)).toBe(expected);
  });
});

describe('who does it', () => {
  test.each<[string, Principal, string]>([
    ['anybody', ANONYMOUS, 'without a signature'],
    ['any service', Principal.service(ANY_SERVICE), 'by an AWS service'],
    ['a service', Principal.service('logging.s3.amazonaws.com'), 'by the service logging.s3.amazonaws.com'],
    ['a root user', ROOT, `by the root user of account ${ACCOUNT}`],
    ['any root user', Principal.account(OTHER, 'aws'), 'by the root user of an account that the policy does not name'],
    ['a role', ROLE, `by ${ROLE_ARN}`],
    ['a user', USER, `by arn:aws:iam::${ACCOUNT}:user/staff/ana`],
    ['any role', Principal.role(nobody('role')), 'by a role'],
    ['any user', Principal.user(nobody('user')), 'by a user'],
    ['a role of an account', Principal.role(`arn:aws:iam::${ACCOUNT}:role/${FRESH}`), `by a role of account ${ACCOUNT}`],
    ['a role of a name', Principal.role(`arn:aws:iam::${OTHER}:role/app-${FRESH}`), 'by a role app-…'],
    ['a federated user', Principal.federatedUser(`arn:aws:sts::${OTHER}:federated-user/${FRESH}`), 'by a federated user'],
    ['a session', Principal.role(`arn:aws:sts::${ACCOUNT}:assumed-role/Reader/s`), `by a session arn:aws:sts::${ACCOUNT}:assumed-role/Reader/s`],
    ['a role whose account begins in some way', Principal.role(`arn:aws:iam::11${FRESH.repeat(10)}:role/a`), 'by a role a of account 11…'],
  ])('%s', (_, principal, expected) => {
    expect(wordsOf(request({ action: 's3:ListBucket', resource: BUCKET, principal, context: {} }), WORDING)).toBe(`s3:ListBucket ${expected}`);
  });

  test('of which account, where the policy tells accounts from one another', () => {
    expect(wordsOf(request({ resource: BUCKET, principal: Principal.role(nobody('role')), context: {} }), { ...WORDING, namesAccounts: true }))
      .toBe('s3:GetObject by a role of an account that the policy does not name');
  });
});

describe('with what', () => {
  test.each<[string, object, string]>([
    ['nothing', {}, ''],
    ['a value', { 'aws:sourcevpc': 'vpc-1' }, ' with aws:sourcevpc vpc-1'],
    ['two', { 'aws:sourcevpc': 'vpc-1', 'aws:userid': `A${FRESH}` }, ' with aws:sourcevpc vpc-1 and aws:userid A…'],
    ['what is not there', { 'aws:sourcevpc': null, 'aws:userid': 'A' }, ' with aws:userid A'],
    ['empty text', { 'aws:sourcevpc': '' }, ' with an empty aws:sourcevpc'],
    ['any value', { 'aws:sourcevpc': FRESH }, ' with an aws:sourcevpc that the policy does not name'],
    ['any value, for KMS', { 'kms:viaservice': FRESH }, ' with a kms:viaservice that the policy does not name'],
    ['several values', { 'aws:tagkeys': ['a', `b${FRESH}`] }, ' with aws:tagkeys a, b…'],
    ['several values, one of them any', { 'aws:tagkeys': ['a', FRESH] }, ' with an aws:tagkeys that the policy does not name'],
    ['what is not known', { 'aws:sourcevpc': new Unknown('parameter Vpc has no default') }, ' with aws:sourcevpc parameter Vpc has no default'],
  ])('%s', (_, context, expected) => {
    expect(deedOf(request({ resource: BUCKET, context: context as {} }), WORDING)).toBe(`s3:GetObject${expected}`);
  });

  test('as the policy writes it, and without what all requests have', () => {
    const wording = { ...WORDING, context: { 'aws:SecureTransport': 'false' }, spellings: new Map([['aws:sourcevpc', 'AWS:SourceVpc']]) };
    expect(deedOf(request({ resource: BUCKET, context: { 'AWS:securetransport': 'false', 'aws:sourceVPC': 'vpc-1' } }), wording))
      .toBe('s3:GetObject with AWS:SourceVpc vpc-1');
  });
});

test('what is none of the texts that a policy names', () => {
  expect(['', FRESH, FRESH + FRESH, `a${FRESH}`, `${FRESH}a`].map(isAnything)).toEqual([false, true, true, false, false]);
  expect(shown(`${FRESH}${FRESH}a${FRESH}`)).toBe('…a…');
});

describe('spellings', () => {
  test('of condition keys, wherever they stand', () => {
    const document = {
      Statement: [{ Condition: new OneOf([{ StringEquals: { 'aws:SourceVpc': 'x' } }, { Null: { 'S3:Prefix': 'true', 'prefix': 'true' } }]) }, new Unknown('a'), null],
    };
    expect([...spellingsIn(document).spellings]).toEqual([['aws:sourcevpc', 'aws:SourceVpc'], ['s3:prefix', 'S3:Prefix']]);
  });

  test.each<[Value, boolean]>([
    [ACCOUNT, true],
    [`arn:aws:iam::${ACCOUNT}:root`, true],
    [Text.of('arn:', new Hole('Partition'), `:iam::${ACCOUNT}:root`), true],
    [[{ AWS: new OneOf(['x', ACCOUNT]) }], true],
    [`x${ACCOUNT}`, false],
    [`${ACCOUNT}0`, false],
    [`${ACCOUNT}-logs`, false],
    ['11112222333', false],
    [Text.of(new Hole(ACCOUNT)), false],
    [111122223333, false],
    [null, false],
  ])('whether %j names an account: %s', (document, expected) => {
    expect(spellingsIn(document).namesAccounts).toBe(expected);
  });
});

describe('whether words say what is known at deployment only', () => {
  const hole = (id: string) => Text.of('arn:', new NameHole(id), ':iam::1:role/r');

  test.each<[string, object, boolean]>([
    ['nothing', {}, false],
    ['the name of the caller', { principal: Principal.role(hole('Role')) }, true],
    ['the partition of the caller', { principal: Principal.role(hole('AWS::Partition')) }, false],
    ['a value', { context: { k: hole('Vpc') } }, true],
    ['one of several values', { context: { k: ['a', hole('Vpc')] } }, true],
    ['what is not in the words', { resource: hole('Bucket') }, false],
  ])('%s', (_, changes, expected) => {
    expect(hasHole(request(changes))).toBe(expected);
  });
});

test('a search words requests as its policy is written', () => {
  const search = new PolicySearch({ Statement: [{ Effect: 'Deny', Principal: { AWS: ACCOUNT }, Condition: { StringEquals: { 'AWS:SourceVpc': 'x' } } }] });
  const found = request({ resource: BUCKET, principal: Principal.role(nobody('role')), context: { 'aws:sourcevpc': 'x', 'aws:userid': 'U' } });
  const space = { resource: BUCKET, condition: { StringEquals: { 'aws:UserId': 'U', 'Aws:SourceVpc': 'x' } }, context: {} };
  expect(search.inWords(found, space)).toBe('s3:GetObject by a role of an account that the policy does not name with AWS:SourceVpc x and aws:UserId U');
  expect(search.deedInWords(found, { ...space, context: { 'aws:UserID': 'U' } })).toBe('s3:GetObject with AWS:SourceVpc x');
});
