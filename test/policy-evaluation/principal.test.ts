import { ACCOUNT, ANONYMOUS, contextOf, FOREIGN_ROLE, LOGGING, NO, OTHER_ACCOUNT, policyOf, request, ROLE, ROLE_ARN, ROOT, text, UNKNOWN, USER, YES } from './support';
import { ContextValue, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { OneOf, Text, Unknown, Value } from '../../src/template/value';

const SOMEONE = Principal.someone(ACCOUNT);
const SESSION = Principal.role(`arn:aws:sts::${ACCOUNT}:assumed-role/Reader/session-1`);
const FEDERATED = Principal.federatedUser(`arn:aws:sts::${ACCOUNT}:federated-user/ana`);
const root = (account: string) => `arn:aws:iam::${account}:root`;

describe('context keys that follow from the caller', () => {
  test.each<[who: string, principal: Principal, key: string, expected: ContextValue]>([
    ['role', ROLE, 'aws:PrincipalArn', ROLE_ARN],
    ['role', ROLE, 'aws:PrincipalAccount', ACCOUNT],
    ['role', ROLE, 'aws:PrincipalIsAWSService', 'false'],
    ['role', ROLE, 'aws:PrincipalType', 'AssumedRole'],
    ['role', ROLE, 'aws:username', null],
    ['role', ROLE, 'aws:PrincipalServiceName', null],
    ['user', USER, 'aws:PrincipalArn', `arn:aws:iam::${ACCOUNT}:user/staff/ana`],
    ['user', USER, 'aws:username', 'ana'],
    ['user', USER, 'aws:PrincipalType', 'User'],
    ['user', USER, 'aws:PrincipalIsAWSService', 'false'],
    ['root', ROOT, 'aws:PrincipalArn', root(ACCOUNT)],
    ['root', ROOT, 'aws:userid', ACCOUNT],
    ['root', ROOT, 'aws:PrincipalType', 'Account'],
    ['federated user', FEDERATED, 'aws:PrincipalArn', `arn:aws:sts::${ACCOUNT}:federated-user/ana`],
    ['federated user', FEDERATED, 'aws:PrincipalType', 'FederatedUser'],
    ['federated user', FEDERATED, 'aws:PrincipalAccount', ACCOUNT],
    ['federated user', FEDERATED, 'aws:userid', `${ACCOUNT}:ana`],
    ['federated user', FEDERATED, 'aws:username', null],
    ['federated user of an unknown account', Principal.federatedUser(text`arn:aws:sts::${'account'}:federated-user/ana`), 'aws:userid', text`${'account'}:ana`],
    ['service', LOGGING, 'aws:PrincipalIsAWSService', 'true'],
    ['service', LOGGING, 'aws:PrincipalServiceName', 'logging.s3.amazonaws.com'],
    ['service', LOGGING, 'aws:PrincipalType', null],
    ['anonymous', ANONYMOUS, 'aws:PrincipalIsAWSService', null],
    ['anonymous', ANONYMOUS, 'aws:PrincipalArn', null],
    ['anonymous', ANONYMOUS, 'aws:PrincipalAccount', 'anonymous'],
    ['anonymous', ANONYMOUS, 'aws:userid', 'anonymous'],
    ['someone', SOMEONE, 'aws:PrincipalAccount', ACCOUNT],
    ['someone', SOMEONE, 'aws:PrincipalIsAWSService', 'false'],
    ['role of an unknown account', Principal.role(text`arn:aws:iam::${'account'}:role/x`), 'aws:PrincipalAccount', text`${'account'}`],
    ['role that is told apart', Principal.role(text`${'Role.Arn'}`, ACCOUNT), 'aws:PrincipalAccount', ACCOUNT],
  ])('%s: %#', (_, principal, key, expected) => {
    expect(contextOf(principal.context).get(key.toLowerCase())).toEqual(expected);
  });

  test.each<[who: string, principal: Principal, condition: Value, expected: Ternary]>([
    // A session's ARN does not tell the path of its role.
    ['session', SESSION, { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/*Reader` } }, YES],
    ['session', SESSION, { ArnLike: { 'aws:PrincipalArn': ROLE_ARN } }, UNKNOWN],
    ['session', SESSION, { ArnLike: { 'aws:PrincipalArn': `arn:aws:iam::${ACCOUNT}:role/Writer` } }, NO],
    ['someone', SOMEONE, { ArnLike: { 'aws:PrincipalArn': `arn:*:iam::${ACCOUNT}:*` } }, YES],
    ['someone', SOMEONE, { ArnNotLike: { 'aws:PrincipalArn': ROLE_ARN } }, UNKNOWN],
    ['someone', SOMEONE, { ArnLike: { 'aws:PrincipalArn': `arn:*:iam::${OTHER_ACCOUNT}:*` } }, NO],
    ['service', LOGGING, { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } }, NO],
    ['service', LOGGING, { StringNotEquals: { 'aws:PrincipalAccount': ACCOUNT } }, YES],
    ['service', LOGGING, { StringEqualsIfExists: { 'aws:PrincipalAccount': ACCOUNT } }, UNKNOWN],
    ['service', LOGGING, { ArnNotLike: { 'aws:PrincipalArn': ROLE_ARN } }, YES],
    ['service', LOGGING, { 'ForAnyValue:StringEquals': { 'aws:PrincipalServiceNamesList': 'logging.s3.amazonaws.com' } }, YES],
    ['service', LOGGING, { 'ForAnyValue:StringEquals': { 'aws:PrincipalServiceNamesList': 'logging.s3.eu-west-1.amazonaws.com' } }, UNKNOWN],
    ['service', LOGGING, { 'ForAnyValue:StringEquals': { 'aws:PrincipalServiceNamesList': 'cloudtrail.amazonaws.com' } }, NO],
    ['service', LOGGING, { 'ForAllValues:StringNotEquals': { 'aws:PrincipalServiceNamesList': 'cloudtrail.amazonaws.com' } }, YES],
    ['anonymous', ANONYMOUS, { StringEquals: { 'aws:PrincipalAccount': 'anonymous' } }, YES],
    ['anonymous', ANONYMOUS, { Bool: { 'aws:PrincipalIsAWSService': 'false' } }, NO],
    ['anonymous', ANONYMOUS, { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }, YES],
  ])('%s under %#', (_, principal, Condition, expected) => {
    expect(Policy.of(policyOf({ Condition })).allows(request({ principal }))).toBe(expected);
  });

  test.each<[string | Text, string | Text]>([
    ['logging.s3.amazonaws.com', text`logging.s3.${'Region of the service'}.amazonaws.com`],
    ['ec2.amazonaws.com.cn', text`ec2.${'Region of the service'}.amazonaws.com.cn`],
    ['amazonaws.example', text`amazonaws.example.${'Region of the service'}`],
    [text`${'Service'}`, text`${'Service'}.${'Region of the service'}`],
  ])('the service %s has a name in each Region', (name, inRegion) => {
    expect(contextOf(Principal.service(name).context).get('aws:principalservicenameslist')).toEqual([name, inRegion]);
  });

  test('what the request says takes precedence, also that a key is absent', () => {
    const policy = Policy.of(policyOf({ Condition: { Null: { 'aws:PrincipalArn': 'true' } } }));
    expect(policy.allows(request({ context: { 'AWS:PRINCIPALARN': null } }))).toBe(YES);
    expect(policy.allows(request({ context: { 'aws:PrincipalArn': new Unknown('hidden') } }))).toBe(UNKNOWN);
    expect(policy.allows(request())).toBe(NO);
  });

  test('KMS is told the account of the caller', () => {
    const policy = Policy.of(policyOf({ Condition: { StringEquals: { 'kms:CallerAccount': ACCOUNT } } }));
    expect(policy.allows(request({ action: 'kms:Decrypt' }))).toBe(YES);
    expect(policy.allows(request({ action: 'kms:Decrypt', principal: FOREIGN_ROLE }))).toBe(NO);
    expect(policy.allows(request())).toBe(NO);
  });
});

describe('Principal', () => {
  test.each<[element: Value, who: string, principal: Principal, expected: Ternary]>([
    // Everybody is everybody.
    ['*', 'role', ROLE, YES],
    ['*', 'service', LOGGING, YES],
    ['*', 'anonymous', ANONYMOUS, YES],
    [{ AWS: '*' }, 'foreign role', FOREIGN_ROLE, YES],
    [{ AWS: '*' }, 'service', LOGGING, YES],
    [{ AWS: '*' }, 'anonymous', ANONYMOUS, YES],
    [{ AWS: ['*'] }, 'anonymous', ANONYMOUS, YES],
    [['*'], 'anonymous', ANONYMOUS, YES],
    // An account is its roles, users and root user.
    [{ AWS: root(ACCOUNT) }, 'role', ROLE, YES],
    [{ AWS: ACCOUNT }, 'user', USER, YES],
    [{ AWS: Number(ACCOUNT) }, 'user', USER, YES],
    [{ AWS: ACCOUNT }, 'root', ROOT, YES],
    [{ AWS: ACCOUNT }, 'someone', SOMEONE, YES],
    [{ AWS: root(ACCOUNT) }, 'foreign role', FOREIGN_ROLE, NO],
    [{ AWS: root(ACCOUNT) }, 'service', LOGGING, NO],
    [{ AWS: root(ACCOUNT) }, 'anonymous', ANONYMOUS, NO],
    // A role or user.
    [{ AWS: ROLE_ARN }, 'role', ROLE, YES],
    [{ AWS: ROLE_ARN }, 'root', ROOT, NO],
    [{ AWS: ROLE_ARN.toLowerCase() }, 'role', ROLE, NO],
    [{ AWS: [ROLE_ARN, OTHER_ACCOUNT] }, 'foreign role', FOREIGN_ROLE, YES],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/x` }, 'role', ROLE, UNKNOWN],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Writer/x` }, 'role', ROLE, NO],
    [{ AWS: `arn:aws:sts::${ACCOUNT}:assumed-role/Reader/session-1` }, 'session', SESSION, YES],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/Reader` }, 'session', SESSION, UNKNOWN],
    [{ AWS: ROLE_ARN }, 'someone', SOMEONE, UNKNOWN],
    [{ AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/x` }, 'someone', SOMEONE, NO],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }, 'role', ROLE, NO],
    [{ AWS: 'AROAEXAMPLEEXAMPLE123' }, 'role', ROLE, UNKNOWN],
    [{ AWS: 'AROAEXAMPLEEXAMPLE123' }, 'anonymous', ANONYMOUS, NO],
    // A service.
    [{ Service: 'logging.s3.amazonaws.com' }, 'service', LOGGING, YES],
    [{ Service: ['cloudtrail.amazonaws.com', 'logging.s3.amazonaws.com'] }, 'service', LOGGING, YES],
    [{ Service: 'cloudtrail.amazonaws.com' }, 'service', LOGGING, NO],
    [{ Service: text`logging.s3.${'suffix'}` }, 'service', LOGGING, UNKNOWN],
    [{ Service: '*' }, 'role', ROLE, NO],
    [{ AWS: ACCOUNT, Service: 'logging.s3.amazonaws.com' }, 'service', LOGGING, YES],
    [{ AWS: ACCOUNT, Service: 'logging.s3.amazonaws.com' }, 'role', ROLE, YES],
    // Others.
    [{ Federated: 'cognito-identity.amazonaws.com' }, 'role', ROLE, NO],
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, 'role', ROLE, UNKNOWN],
    [{ CanonicalUser: '79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be' }, 'service', LOGGING, NO],
    // Partly known.
    [{ AWS: text`arn:${'partition'}:iam::111122223333:root` }, 'role', ROLE, YES],
    [{ AWS: text`arn:${'partition'}:iam::111122223333:role/app/Reader` }, 'role', ROLE, YES],
    [{ AWS: `arn:aws-cn:iam::${ACCOUNT}:role/app/Reader` }, 'role', ROLE, NO],
    [{ AWS: text`arn:aws:iam::${'account'}:root` }, 'role', ROLE, UNKNOWN],
    [{ AWS: text`arn:aws:iam::${'account'}:root` }, 'anonymous', ANONYMOUS, NO],
    [{ AWS: text`arn:aws:iam::${'account'}:root` }, 'someone', Principal.someone(text`${'account'}`), YES],
    [{ AWS: text`${'account'}` }, 'someone', Principal.someone(text`${'account'}`), YES],
    [{ AWS: text`${'Role.Arn'}` }, 'that role', Principal.role(text`${'Role.Arn'}`), YES],
    [{ AWS: text`${'Role.Arn'}` }, 'role', ROLE, UNKNOWN],
    [{ AWS: new Unknown('imported') }, 'role', ROLE, UNKNOWN],
    [{ AWS: new OneOf([ROLE_ARN, ACCOUNT]) }, 'foreign role', FOREIGN_ROLE, NO],
    [{ AWS: new OneOf([ROLE_ARN, OTHER_ACCOUNT]) }, 'role', ROLE, UNKNOWN],
    [new OneOf(['*', { AWS: '*' }]), 'role', ROLE, YES],
    [{ Robot: 'r2d2' }, 'role', ROLE, UNKNOWN],
    [{ AWS: true }, 'role', ROLE, UNKNOWN],
  ])('%j and %s: %#', (Principal_, _, principal, expected) => {
    expect(Policy.of(policyOf({ Principal: Principal_ })).allows(request({ principal }))).toBe(expected);
    expect(Policy.of(policyOf({ Principal: Principal_, Effect: 'Deny' })).denies(request({ principal }))).toBe(expected);
  });

  test.each<[element: Value, expected: string]>([
    [{ AWS: 'Reader' }, 'statement 1: Reader is not a principal'],
    [{ AWS: `arn:aws:iam::${ACCOUNT}:role/*` }, `statement 1: a principal cannot have wildcards: arn:aws:iam::${ACCOUNT}:role/*`],
    [{ Robot: 'r2d2' }, 'statement 1: Robot is no type of principal'],
    [{ AWS: true }, 'statement 1: a principal is neither text nor a list: true'],
  ])('problems of %j', (Principal_, expected) => {
    expect(Policy.of(policyOf({ Principal: Principal_ })).problems).toEqual([expected]);
  });
});

describe('NotPrincipal with Deny', () => {
  test.each<[element: Value, who: string, principal: Principal, expected: Ternary]>([
    [{ AWS: [ROLE_ARN, root(ACCOUNT)] }, 'the role', ROLE, NO],
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'the role', ROLE, NO],
    [{ AWS: [ROLE_ARN, text`arn:${'partition'}:iam::111122223333:root`] }, 'the role', ROLE, NO],
    // IAM looks for the account too: the role alone is not exempt.
    [{ AWS: ROLE_ARN }, 'the role', ROLE, YES],
    [{ AWS: [ROLE_ARN, OTHER_ACCOUNT] }, 'the role', ROLE, YES],
    // Whether the account alone exempts more than its root user AWS does not say.
    [{ AWS: ACCOUNT }, 'the role', ROLE, UNKNOWN],
    [{ AWS: root(ACCOUNT) }, 'a user', USER, UNKNOWN],
    [{ AWS: ACCOUNT }, 'a session', SESSION, UNKNOWN],
    [{ AWS: ACCOUNT }, 'someone', SOMEONE, UNKNOWN],
    [{ AWS: ACCOUNT }, 'foreign role', FOREIGN_ROLE, YES],
    [{ AWS: ACCOUNT }, 'anonymous', ANONYMOUS, YES],
    [{ AWS: [ACCOUNT, `arn:aws:iam::${OTHER_ACCOUNT}:role/Guest`] }, 'the role', ROLE, UNKNOWN],
    [{ AWS: [ACCOUNT, 'AROAEXAMPLEEXAMPLE123'] }, 'the role', ROLE, UNKNOWN],
    [{ AWS: [ACCOUNT, text`${'Role.Arn'}`] }, 'a user', USER, UNKNOWN],
    [{ AWS: ACCOUNT }, 'root', ROOT, NO],
    [{ AWS: ROLE_ARN }, 'root', ROOT, YES],
    [{ AWS: OTHER_ACCOUNT }, 'root', ROOT, YES],
    // With it a role or user of it, the account exempts no others.
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'a user', USER, YES],
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'root', ROOT, NO],
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'service', LOGGING, YES],
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'anonymous', ANONYMOUS, YES],
    [{ AWS: [ROLE_ARN, ACCOUNT] }, 'someone', SOMEONE, UNKNOWN],
    [{ Service: 'logging.s3.amazonaws.com' }, 'service', LOGGING, NO],
    [{ Service: 'logging.s3.amazonaws.com' }, 'role', ROLE, YES],
    ['*', 'anonymous', ANONYMOUS, NO],
    [new Unknown('imported'), 'role', ROLE, UNKNOWN],
  ])('%j and %s: %#', (NotPrincipal, _, principal, expected) => {
    const policy = Policy.of(policyOf({ Effect: 'Deny', Principal: undefined, NotPrincipal }));
    expect(policy.denies(request({ principal }))).toBe(expected);
    expect(policy.problems).toEqual([]);
  });

  test('with Allow it is a mistake', () => {
    const policy = Policy.of(policyOf({ Principal: undefined, NotPrincipal: { AWS: ACCOUNT } }));
    expect(policy.problems).toEqual(['statement 1: NotPrincipal is only for Deny']);
  });
});

test('names in messages are text', () => {
  expect(Principal.role(Text.of(text`${'Role.Arn'}`)).names.join()).toBe('{Role.Arn}');
});

describe('federated users', () => {
  test.each<[string, Value, Ternary]>([
    ['everybody', '*', YES],
    ['their account', { AWS: ACCOUNT }, YES],
    ['another account', { AWS: OTHER_ACCOUNT }, NO],
    ['their ARN', { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/ana` }, YES],
    ['the ARN of another', { AWS: `arn:aws:sts::${ACCOUNT}:federated-user/eva` }, NO],
    ['a user of the same name', { AWS: `arn:aws:iam::${ACCOUNT}:user/ana` }, NO],
    ['an identity provider', { Federated: 'cognito-identity.amazonaws.com' }, NO],
  ])('are named by %s: %#', (_, element, expected) => {
    expect(Policy.of(policyOf({ Principal: element })).allows(request({ principal: FEDERATED }))).toBe(expected);
  });

  test('are exempt by NotPrincipal with their ARN and their account', () => {
    const denies = (...AWS: string[]) => Policy.of({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', NotPrincipal: { AWS }, Action: '*', Resource: '*' }] })
      .denies(request({ principal: FEDERATED }));
    const arn = `arn:aws:sts::${ACCOUNT}:federated-user/ana`;
    expect([denies(arn, ACCOUNT), denies(arn), denies(ACCOUNT), denies(ROLE_ARN, ACCOUNT)]).toEqual([NO, YES, UNKNOWN, YES]);
  });
});
