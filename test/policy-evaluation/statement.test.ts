import { ACCOUNT, LOGGING, NO, request, ROLE, ROLE_ARN, text, UNKNOWN, YES } from './support';
import { AccessRequest, Effect } from '../../src/policy-evaluation';
import { statement } from '../../src/policy-evaluation/statement';
import { Ternary } from '../../src/template/ternary';
import { OneOf, Unknown, Value, ValueMap } from '../../src/template/value';

const ALLOW: ValueMap = { Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: '*' };
const DENY: ValueMap = { ...ALLOW, Effect: 'Deny' };
const OF_ACCOUNT: ValueMap = { ...ALLOW, Principal: { AWS: ACCOUNT } };
const untold = new Unknown('it is imported');

const read = (value: Value) => statement(value, { name: 'statement 1', variables: YES });

/** Whether it applies, allows, allows by itself, and denies. */
function answers(value: Value, asked: Partial<AccessRequest> = {}): Ternary[] {
  const one = read(value);
  const whole = request(asked);
  return [one.appliesTo(whole), one.allows(whole), one.allowsByItself(whole), one.denies(whole)];
}

test.each<[string, Value, Ternary[]]>([
  ['an Allow', ALLOW, [YES, YES, YES, NO]],
  ['an Allow for the account', OF_ACCOUNT, [YES, YES, NO, NO]],
  ['a Deny', DENY, [YES, NO, NO, YES]],
  ['an effect that is not known', { ...ALLOW, Effect: untold }, [YES, UNKNOWN, UNKNOWN, UNKNOWN]],
  ['an element that nobody knows', { ...DENY, Conditions: {} }, [UNKNOWN, NO, NO, UNKNOWN]],
  ['nothing', null, [NO, NO, NO, NO]],
  ['what is not known', untold, [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]],
  ['what is no statement', 'a', [UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN]],
  ['either of two that allow', new OneOf([ALLOW, { ...ALLOW, Action: 's3:Get*' }]), [YES, YES, YES, NO]],
  ['either of two, of which one allows by itself', new OneOf([ALLOW, OF_ACCOUNT]), [YES, YES, UNKNOWN, NO]],
  ['either of two, of which one denies', new OneOf([ALLOW, DENY]), [YES, UNKNOWN, UNKNOWN, UNKNOWN]],
  ['either of two, of which one is about something else', new OneOf([DENY, { ...DENY, Action: 'kms:*' }]), [UNKNOWN, NO, NO, UNKNOWN]],
  ['one that may be left out', new OneOf([DENY, null]), [UNKNOWN, NO, NO, UNKNOWN]],
])('%s', (_, value, expected) => {
  expect(answers(value)).toEqual(expected);
});

describe('of several statements of which one will be there', () => {
  test.each<[string, Value[], string | undefined, Effect | undefined]>([
    ['the same effect is theirs', [{ ...DENY, Sid: 'A' }, { ...DENY, Sid: 'B' }], 'A', Effect.DENY],
    ['the first name is theirs', [ALLOW, { ...ALLOW, Sid: 'B' }], 'B', Effect.ALLOW],
    ['two effects are none', [ALLOW, DENY], undefined, undefined],
    ['what is left out has none', [DENY, null], undefined, undefined],
  ])('%s', (_, options, sid, effect) => {
    const one = read(new OneOf(options));
    expect([one.sid, one.effect]).toEqual([sid, effect]);
  });

  test('each says what is wrong with it', () => {
    expect(read(new OneOf([{ ...DENY, Effect: 'deny' }, untold, null, 'a', ALLOW])).problems()).toEqual([
      'statement 1: Effect is neither Allow nor Deny', 'statement 1 cannot be determined: it is imported', 'statement 1 is not a map',
    ]);
  });
});

test.each<[string, ValueMap, string[]]>([
  ['an effect that is one of two', { ...ALLOW, Effect: new OneOf(['Allow', 'Deny']) }, []],
  ['an effect that is not known', { ...ALLOW, Effect: untold }, []],
  ['an effect with a hole', { ...ALLOW, Effect: text`${'Effect'}` }, []],
  ['an effect that is a list', { ...ALLOW, Effect: ['Allow'] }, ['statement 1: Effect is neither Allow nor Deny']],
  ['no name', { ...ALLOW, Sid: null, Effect: null }, ['statement 1: Effect is neither Allow nor Deny']],
  ['a name with a hole', { ...ALLOW, Sid: text`Of${'Stage'}`, Effect: null }, ['statement 1 (Of{Stage}): Effect is neither Allow nor Deny']],
  ['several elements that nobody knows', { ...ALLOW, Conditions: {}, NotSid: 'a' }, ['statement 1: unknown element Conditions, NotSid']],
  ['a Deny of all but some', { ...DENY, Principal: null, NotPrincipal: { AWS: ACCOUNT } }, []],
  ['a resource that is a number', { ...ALLOW, Resource: ['*', 7] }, ['statement 1: Resource is neither text nor a list of texts']],
])('what is wrong with %s', (_, value, expected) => {
  expect(read(value).problems()).toEqual(expected);
});

describe('a statement without a resource', () => {
  const assume = (Action: Value): ValueMap => ({ Effect: 'Allow', Principal: { Service: 'logging.s3.amazonaws.com' }, Action });
  const asked = { principal: LOGGING, action: 'sts:AssumeRole', resource: ROLE_ARN };

  test.each<[string, Value, Ternary]>([
    ['one action', 'sts:AssumeRole', YES],
    ['several', ['sts:AssumeRole', 'STS:TagSession'], YES],
    ['other actions as well', ['sts:AssumeRole', 's3:GetObject'], UNKNOWN],
    ['one that only ends so', ['sts:AssumeRole', 'xsts:AssumeRole'], UNKNOWN],
    ['an action that is not known', ['sts:AssumeRole', text`${'Action'}`], UNKNOWN],
  ])('speaks of its role where it is about trust: %s', (_, actions, expected) => {
    expect(answers(assume(actions), asked)[0]).toBe(expected);
    expect(read(assume(actions)).problems()).toEqual(expected === YES ? [] : ['statement 1: has neither Resource nor NotResource']);
  });
});

describe('the policy of an identity', () => {
  const of = (resource: Value, element = 'Resource'): ValueMap => ({ Effect: 'Allow', Action: 's3:*', [element]: resource });

  test.each<[string, ValueMap, Ternary]>([
    ['all buckets', of('arn:aws:s3'), YES],
    ['all but them', of('arn:aws:s3', 'NotResource'), NO],
    ['another service', of('arn:aws:kms'), NO],
    ['one of several', of(['arn:aws:kms', 'arn:aws:s3::']), YES],
    ['what only looks like an ARN', of('xarn:aws:s3'), NO],
    ['a whole ARN, whose end is its own', of('arn:aws:s3:::bucket'), NO],
  ])('has ARNs that end early: %s', (_, value, expected) => {
    expect(answers(value)[0]).toBe(expected);
  });

  test('has no principal: it speaks of whom it is attached to, by itself', () => {
    expect(answers(of('*'))).toEqual([YES, YES, YES, NO]);
    expect(answers({ ...of('*'), Principal: null, NotPrincipal: null }, { principal: ROLE })).toEqual([YES, YES, YES, NO]);
  });
});
