import { ACCOUNT, ANONYMOUS, LOGGING, NO, policyOf, request, ROLE_ARN, text, UNKNOWN, USER, YES } from './support';
import { AccessRequest, Effect, Policy, textThatNoPolicyNames } from '../../src/policy-evaluation';
import { NameHole, ParameterHole } from '../../src/template/holes';
import { Ternary } from '../../src/template/ternary';
import { OneOf, Text, Unknown, Value } from '../../src/template/value';
import { cpuSeconds } from '../support/cpu-time';

type Elements = Parameters<typeof policyOf>[0];

const untold = new Unknown('parameter X has no default');
const allow = { Effect: 'Allow', Principal: '*', Action: 's3:GetObject', Resource: '*' };

test('a parameter of which nothing is known is itself', () => {
  const parameter = (id: string) => new ParameterHole(id, []);
  const names = (id: string, value: Value) => Policy.of(policyOf({ Condition: { StringEquals: { 's3:prefix': value } } }))
    .allows(request({ context: { 's3:prefix': Text.of(parameter(id)) } }));
  expect(names('A', new Unknown('it has no default', parameter('A')))).toBe(YES);
  expect(names('A', new Unknown('it has no default', parameter('B')))).toBe(UNKNOWN);
  expect(names('A', new Unknown('it has no default'))).toBe(UNKNOWN);
  expect(names('A', new OneOf(['default', new Unknown('or another value', parameter('A'))], parameter('A')))).toBe(YES);
});

describe('a text that is handed in', () => {
  const handedIn = new ParameterHole('parameter Scope', []);

  test.each<[string, Elements, Ternary]>([
    ['may be a pattern', { Resource: Text.of(handedIn) }, UNKNOWN],
    ['may be one in a condition', { Condition: { StringLike: { 's3:prefix': Text.of(handedIn) } } }, UNKNOWN],
    ['is no pattern where nothing is', { Condition: { StringEquals: { 's3:prefix': Text.of(handedIn) } } }, NO],
    ['is taken for a name within a text', { Resource: Text.of('arn:aws:s3:::', handedIn, '/*') }, NO],
  ])('%s', (_, elements, expected) => {
    const unnamed = request({ resource: `arn:aws:s3:::${textThatNoPolicyNames(3)}/x`, context: { 's3:prefix': textThatNoPolicyNames(3) } });
    expect(Policy.of(policyOf(elements)).allows(unnamed)).toBe(expected);
  });

  test('is itself', () => {
    expect(Policy.of(policyOf({ Resource: Text.of(handedIn) })).allows(request({ resource: Text.of(handedIn) }))).toBe(YES);
  });
});

const partition = new NameHole('AWS::Partition');

describe('a statement', () => {
  test.each<[elements: Elements, asked: Partial<AccessRequest>, expected: Ternary]>([
    // Actions know no case, and two wildcards.
    [{ Action: 's3:GetObject' }, {}, YES],
    [{ Action: 'S3:getobject' }, {}, YES],
    [{ Action: 's3:Get*' }, {}, YES],
    [{ Action: 's3:?etObject' }, {}, YES],
    [{ Action: 's3:*' }, { action: 'kms:Decrypt' }, NO],
    [{ Action: '*' }, { action: 'kms:Decrypt' }, YES],
    [{ Action: ['s3:PutObject', 's3:GetObject'] }, {}, YES],
    [{ Action: 's3:GetObject' }, { action: 's3:GetObjectVersion' }, NO],
    [{ Action: text`s3:Get${'what'}` }, {}, UNKNOWN],
    [{ Action: text`kms:${'what'}` }, {}, NO],
    [{ Action: new OneOf(['s3:*', ['s3:Get*']]) }, {}, YES],
    [{ Action: ['s3:PutObject', untold] }, {}, UNKNOWN],
    [{ Action: ['s3:GetObject', untold] }, {}, YES],
    [{ Action: undefined, NotAction: 's3:PutObject' }, {}, YES],
    [{ Action: undefined, NotAction: ['s3:put*', 's3:get*'] }, {}, NO],
    [{ Action: undefined, NotAction: untold }, {}, UNKNOWN],
    // Resources do know case, and their stars know no bounds.
    [{ Resource: 'arn:aws:s3:::bucket/*' }, {}, YES],
    [{ Resource: 'arn:aws:s3:::BUCKET/*' }, {}, NO],
    [{ Resource: 'arn:aws:s3:::bucket' }, {}, NO],
    [{ Resource: ['arn:aws:s3:::bucket', 'arn:aws:s3:::bucket/*'] }, {}, YES],
    [{ Resource: 'arn:aws:s3:::*/key' }, {}, YES],
    [{ Resource: 'arn:aws:s3:::bucket/folder/ke?' }, {}, YES],
    [{ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/*' }, {}, NO],
    [{ Resource: undefined, NotResource: ['arn:aws:s3:::other', 'arn:aws:s3:::other/*'] }, {}, YES],
    [{ Resource: text`arn:${'partition'}:s3:::bucket/*` }, {}, UNKNOWN],
    [{ Resource: text`arn:${'partition'}:s3:::bucket/*` }, { resource: text`arn:${'partition'}:s3:::bucket/key` }, YES],
    [{ Resource: text`arn:${'partition'}:s3:::other/*` }, {}, NO],
    [{ Resource: text`${'Bucket.Arn'}/*` }, { resource: text`${'Bucket.Arn'}/key` }, YES],
    [{ Resource: untold }, {}, UNKNOWN],
    // Variables.
    [{ Resource: 'arn:aws:s3:::bucket/${aws:username}/*' }, { principal: USER, resource: 'arn:aws:s3:::bucket/ana/x' }, YES],
    [{ Resource: 'arn:aws:s3:::bucket/${aws:username}/*' }, { principal: USER, resource: 'arn:aws:s3:::bucket/bob/x' }, NO],
    [{ Resource: 'arn:aws:s3:::bucket/${aws:username}/*' }, { resource: 'arn:aws:s3:::bucket/ana/x' }, NO],
    [{ Resource: undefined, NotResource: 'arn:aws:s3:::bucket/${aws:username}/*' }, {}, YES],
    [{ Condition: { StringNotEquals: { 'aws:PrincipalAccount': '${aws:ResourceAccount}' } } }, {}, YES],
    [{ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:role/app/*' } } }, {}, YES],
    [{ Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::${aws:PrincipalAccount}:user/*' } } }, {}, NO],
    // Conditions.
    [{ Condition: { Bool: { 'aws:SecureTransport': 'true' } } }, {}, YES],
    [{ Condition: { Bool: { 'aws:SecureTransport': 'false' } } }, {}, NO],
    [{ Condition: { StringEqual: { 'aws:SecureTransport': 'true' } } }, {}, UNKNOWN],
    // One definite no outweighs what cannot be determined.
    [{ Action: untold, Resource: 'arn:aws:s3:::other/*' }, {}, NO],
    [{ Effect: new OneOf(['Allow', 'Deny']) }, {}, UNKNOWN],
    [{ Effect: new OneOf(['Allow', 'Deny']), Action: 'kms:*' }, {}, NO],
    [{ Effect: 'Deny' }, {}, NO],
  ])('%j: %#', (elements, asked, expected) => {
    expect(Policy.of(policyOf(elements)).allows(request(asked))).toBe(expected);
  });

  test('without a principal speaks of whom it is attached to, and its short ARNs are filled up', () => {
    const policy = Policy.of(policyOf({ Principal: undefined, Resource: 'arn:aws:s3' }));
    expect(policy.allows(request())).toBe(YES);
    expect(Policy.of(policyOf({ Resource: 'arn:aws:s3' })).allows(request())).toBe(NO);
  });

  test.each<[written: string | Text, resource: string | Text, expected: Ternary]>([
    [Text.of('arn:', partition, ':s3'), Text.of('arn:', partition, ':s3:::bucket/key'), YES],
    [Text.of('arn:', partition, ':s3:::buck*'), Text.of('arn:', partition, ':s3:::bucket/key'), YES],
    [Text.of('arn:', partition, ':kms'), Text.of('arn:', partition, ':s3:::bucket/key'), NO],
    [Text.of('arn:', partition, ':s3'), 'arn:aws:s3:::bucket/key', UNKNOWN],
    [text`arn:${'parameter'}:s3`, text`arn:${'parameter'}:s3:::bucket/key`, YES],
    [Text.of('arn:aws:kms:', new NameHole('AWS::Region')), Text.of('arn:aws:kms:', new NameHole('AWS::Region'), ':111122223333:key/1'), YES],
    ['arn:aws:kms:${aws:RequestedRegion}', 'arn:aws:kms:eu-west-1:111122223333:key/1', YES],
    // Nobody knows how many fields are in it.
    [text`arn:aws:${'rest'}`, 'arn:aws:s3:::bucket/key', UNKNOWN],
    [text`arn:aws:${'rest'}`, text`arn:aws:${'rest'}`, UNKNOWN],
    [text`arn:aws:${'rest'}`, 'arn:aws-cn:s3:::bucket/key', NO],
    [text`arn:aws:s3:::${'bucket'}/*`, text`arn:aws:s3:::${'bucket'}/key`, YES],
  ])('short ARNs are filled up where not all of them is known: %s', (Resource, resource, expected) => {
    const asked = request({ resource, context: { 'aws:RequestedRegion': 'eu-west-1' } });
    expect(Policy.of(policyOf({ Principal: undefined, Resource })).allows(asked)).toBe(expected);
  });

  test('of a trust policy speaks of its role', () => {
    const elements = { Principal: { Service: 'logging.s3.amazonaws.com' }, Action: 'sts:AssumeRole', Resource: undefined };
    const policy = Policy.of(policyOf(elements));
    expect(policy.problems).toEqual([]);
    expect(policy.allows(request({ principal: LOGGING, action: 'sts:AssumeRole', resource: ROLE_ARN }))).toBe(YES);
    expect(policy.allows(request({ action: 'sts:AssumeRole', resource: ROLE_ARN }))).toBe(NO);
  });

  test.each<[resource: string | Text, expected: Ternary]>([
    ['arn:aws:s3:::bucket/*', YES],
    ['arn:aws-cn:s3:::bucket/*', YES],
    ['arn:aws:s3:::other/*', NO],
  ])('names resources of its own partition, which need not be known: %s', (Resource, expected) => {
    const resource = Text.of('arn:', new NameHole('AWS::Partition'), ':s3:::bucket/key');
    expect(Policy.of(policyOf({ Resource })).allows(request({ resource }))).toBe(expected);
  });

  test.each<[elements: Elements, problem: string]>([
    [{ Effect: 'allow' }, 'statement 1: Effect is neither Allow nor Deny'],
    [{ Effect: undefined }, 'statement 1: Effect is neither Allow nor Deny'],
    [{ Action: undefined }, 'statement 1: has neither Action nor NotAction'],
    [{ Resource: undefined }, 'statement 1: has neither Resource nor NotResource'],
    [{ NotAction: 's3:PutObject' }, 'statement 1: has both Action and NotAction'],
    [{ NotResource: 'x' }, 'statement 1: has both Resource and NotResource'],
    [{ NotPrincipal: { AWS: ACCOUNT } }, 'statement 1: has both Principal and NotPrincipal'],
    [{ Action: 7 }, 'statement 1: Action is neither text nor a list of texts'],
    [{ Sid: 'Broken', Conditions: {} }, 'statement 1 (Broken): unknown element Conditions'],
    [{ Condition: { Bool: 'true' } }, 'statement 1: Bool is not a map of condition keys'],
  ])('that is malformed cannot be determined: %j', (elements, problem) => {
    const policy = Policy.of(policyOf(elements));
    expect(policy.problems).toEqual([problem]);
    expect(policy.allows(request())).toBe(UNKNOWN);
  });
});

describe('a policy', () => {
  test.each<[string, string[], Ternary]>([
    ['allows', ['Allow'], YES],
    ['denies', ['Deny'], NO],
    ['allows and denies', ['Allow', 'Deny'], NO],
    ['says nothing', [], NO],
  ])('that %s: whether it grants a request', (_, effects, expected) => {
    const Statement = effects.map((effect) => ({ Effect: effect, Principal: '*', Action: '*', Resource: '*' }));
    expect(Policy.of({ Version: '2012-10-17', Statement }).grants(request())).toBe(expected);
  });

  test('whether it grants a request cannot be determined where an allow or a deny cannot', () => {
    const statement = (effect: Value) => ({ Effect: effect, Principal: '*', Action: '*', Resource: '*' });
    const perhaps = { ...statement('Deny'), Condition: new Unknown('a condition') };
    expect(Policy.of({ Version: '2012-10-17', Statement: [statement('Allow'), perhaps] }).grants(request())).toBe(UNKNOWN);
    expect(Policy.of({ Version: '2012-10-17', Statement: [{ ...perhaps, Effect: 'Allow' }] }).grants(request())).toBe(UNKNOWN);
    expect(Policy.of({ Version: '2012-10-17', Statement: [{ ...perhaps, Effect: 'Allow' }, statement('Deny')] }).grants(request())).toBe(NO);
  });

  test.each<[version: Value, expected: Ternary]>([
    ['2012-10-17', YES],
    ['2008-10-17', NO],
    [null, NO],
    [untold, UNKNOWN],
    ['2026-01-01', UNKNOWN],
  ])('of version %j: variables %s', (version, expected) => {
    const elements = { Resource: 'arn:aws:s3:::bucket/${aws:username}' };
    const asked = request({ principal: USER, resource: 'arn:aws:s3:::bucket/ana' });
    expect(Policy.of(policyOf(elements, version)).allows(asked)).toBe(expected);
  });

  test('without a version is one of 2008', () => {
    const Statement = { ...allow, Resource: '${aws:username}' };
    expect(Policy.of({ Statement }).allows(request({ resource: '${aws:username}' }))).toBe(YES);
  });

  test.each<[what: string, document: Value, expected: Ternary]>([
    ['a statement that is no list', { Statement: allow }, YES],
    ['no statements', { Statement: [] }, NO],
    ['no policy', null, NO],
    ['JSON in text', JSON.stringify({ Statement: [allow] }), YES],
    ['several statements', { Statement: [{ ...allow, Action: 's3:PutObject' }, allow] }, YES],
    ['an unknown statement beside', { Statement: [untold, allow] }, YES],
    ['an unknown statement', { Statement: [untold, { ...allow, Action: 's3:PutObject' }] }, UNKNOWN],
    ['a statement that may be left out', { Statement: [new OneOf([allow, null])] }, UNKNOWN],
    ['a statement either way', { Statement: [new OneOf([allow, { ...allow, Action: '*' }])] }, YES],
    ['a list either way', { Statement: new OneOf([[allow], [{ ...allow, Effect: 'Deny' }, allow]]) }, YES],
    ['a policy either way', new OneOf([{ Statement: allow }, null]), UNKNOWN],
    ['an unknown policy', untold, UNKNOWN],
    ['a policy without Statement', {}, UNKNOWN],
    ['text', 'no policy', UNKNOWN],
    ['a number', 7, UNKNOWN],
    ['a list', [allow], UNKNOWN],
    ['a statement of text', { Statement: ['no statement'] }, UNKNOWN],
  ])('%s: %#', (_, document, expected) => {
    expect(Policy.of(document).allows(request())).toBe(expected);
  });

  test.each<[document: Value, problem: string]>([
    [untold, 'the policy cannot be determined: parameter X has no default'],
    [7, 'the policy cannot be determined: it is not a map'],
    ['text', 'the policy cannot be determined: it is plain text'],
    [{}, 'statement 1 cannot be determined: the policy has none'],
    [{ Statement: ['x'] }, 'statement 1 is not a map'],
    [{ Statement: [allow, untold] }, 'statement 2 cannot be determined: parameter X has no default'],
    [{ Version: '1999-01-01', Statement: [] }, 'unknown version "1999-01-01"'],
  ])('says what is wrong with %j', (document, problem) => {
    expect(Policy.of(document).problems).toEqual([problem]);
  });

  test('tells denials from permissions, and names its statements', () => {
    const policy = Policy.of({
      Version: '2012-10-17',
      Statement: [
        { ...allow, Sid: 'Read' },
        { Sid: 'Tls', Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: '*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
      ],
    });
    const plain = request({ principal: ANONYMOUS, context: { 'aws:SecureTransport': 'false' } });
    expect([policy.allows(plain), policy.denies(plain)]).toEqual([YES, YES]);
    expect([policy.allows(request()), policy.denies(request())]).toEqual([YES, NO]);
    expect(policy.statements.map(({ sid, effect }) => [sid, effect])).toEqual([['Read', Effect.ALLOW], ['Tls', Effect.DENY]]);
    expect(policy.statements.map((one) => one.appliesTo(plain))).toEqual([YES, YES]);
    expect(policy.statements.map((one) => one.appliesTo(request()))).toEqual([YES, NO]);
  });

  test('is quickly asked', () => {
    const statements = Array.from({ length: 10 }, (_, i) => ({ ...allow, Resource: [`arn:aws:s3:::bucket-${i}`, text`arn:${'partition'}:s3:::bucket-${String(i)}/*`] }));
    const policies = Array.from({ length: 300 }, () => Policy.of({ Version: '2012-10-17', Statement: statements }));
    const asked = request({ resource: text`arn:${'partition'}:s3:::bucket-x/key` });
    const often = () => { for (let i = 0; i < 20; i++) { policies.forEach((policy) => policy.allows(asked)); } };
    // 60,000 statements: less than a second of a slow machine.
    expect(cpuSeconds(often)).toBeLessThan(10);
  });
});

describe('a policy that is larger than AWS accepts', () => {
  // The document, its names, the list, the statement and what stands in it count, too.
  const of = (length: number) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: ['*', 'x'.repeat(length)] }] });

  test('cannot be determined', () => {
    const policy = Policy.of(of(150_000));
    expect(policy.allows(request())).toBe(UNKNOWN);
    expect(policy.problems).toEqual(['the policy cannot be determined: it is larger than AWS accepts']);
  });

  test('nor can one of many small things, whatever stands in it', () => {
    const holes = Array.from({ length: 150_000 }, () => text`${'h'}`);
    expect(Policy.of({ Statement: [{ Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: holes }] }).denies(request())).toBe(UNKNOWN);
  });

  test('is judged as long as it is not', () => {
    expect(Policy.of(of(149_900)).allows(request())).toBe(YES);
  });
});

test('two policies in one say what either says', () => {
  const [reads, denies] = [policyOf({ Action: 's3:GetObject' }), policyOf({ Effect: 'Deny', Action: 's3:PutObject' })].map((one) => Policy.of(one));
  const both = reads.with(denies);
  expect(both.allows(request())).toBe(YES);
  expect(both.denies(request({ action: 's3:PutObject' }))).toBe(YES);
  expect(both.allows(request({ action: 's3:PutObject' }))).toBe(NO);
  const either = Policy.of(new OneOf([policyOf({ Action: 's3:GetObject' }), policyOf({ Action: 's3:ListBucket' })]));
  expect(either.with(denies).allows(request())).toBe(UNKNOWN);
  expect(either.with(reads).allows(request())).toBe(YES);
});
