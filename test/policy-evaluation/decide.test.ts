import { ACCOUNT, ANONYMOUS, FOREIGN_ROLE, LOGGING, NO, OTHER_ACCOUNT, policyOf, request, ROLE, ROLE_ARN, ROOT, text, UNKNOWN, USER, YES } from './support';
import { decide, Policy, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { Unknown, Value } from '../../src/template/value';

const identityAllow = Policy.of(policyOf({ Principal: undefined }));
const identityDeny = Policy.of(policyOf({ Principal: undefined, Effect: 'Deny' }));
const untold = Policy.of(new Unknown('a managed policy'));
const grants = (principal: Value) => Policy.of(policyOf({ Principal: principal }));
const grantsAll = grants('*');
const grantsRole = grants({ AWS: ROLE_ARN });
const grantsAccount = grants({ AWS: `arn:aws:iam::${ACCOUNT}:root` });
const grantsOther = grants({ AWS: OTHER_ACCOUNT });
const deniesAll = Policy.of(policyOf({ Effect: 'Deny' }));
const deniesAccount = Policy.of(policyOf({ Effect: 'Deny', Principal: { AWS: ACCOUNT } }));

type Example = [principal: [string, Principal], identity: Policy[] | undefined, resource: Policy | undefined, expected: Ternary];

const role: [string, Principal] = ['role', ROLE];
const user: [string, Principal] = ['user', USER];
const root: [string, Principal] = ['root', ROOT];
const guest: [string, Principal] = ['guest', FOREIGN_ROLE];
const service: [string, Principal] = ['service', LOGGING];
const anyone: [string, Principal] = ['anyone', ANONYMOUS];

describe('a bucket', () => {
  test.each<Example>([
    // Within the account either side is enough.
    [role, undefined, undefined, NO],
    [role, [identityAllow], undefined, YES],
    [role, undefined, grantsRole, YES],
    [role, undefined, grantsAll, YES],
    [user, undefined, grantsRole, NO],
    // To name the account hands over to the account's own policies.
    [role, undefined, grantsAccount, NO],
    [role, [identityAllow], grantsAccount, YES],
    [root, undefined, undefined, YES],
    // A denial wins, wherever it is.
    [role, [identityAllow, identityDeny], grantsAll, NO],
    [role, [identityAllow], deniesAll, NO],
    [role, [identityAllow], deniesAccount, NO],
    [guest, [identityAllow], deniesAccount, NO],
    [root, undefined, deniesAll, NO],
    // Across accounts it takes both sides.
    [guest, [identityAllow], undefined, NO],
    [guest, undefined, grantsAll, NO],
    [guest, [identityAllow], grantsAll, YES],
    [guest, [identityAllow], grantsOther, YES],
    [guest, [identityAllow], grantsRole, NO],
    // Services and strangers have no policies of their own.
    [service, [identityAllow], undefined, NO],
    [service, undefined, grants({ Service: 'logging.s3.amazonaws.com' }), YES],
    [service, undefined, grantsAccount, NO],
    [anyone, undefined, grantsAll, YES],
    [anyone, undefined, grantsAccount, NO],
    // What cannot be determined.
    [role, [untold], undefined, UNKNOWN],
    [role, [untold], grantsAll, UNKNOWN],
    [role, [untold], deniesAll, NO],
    [role, [identityAllow], untold, UNKNOWN],
  ])('%j', (principal, identity, resource, expected) => {
    expect(decide(request({ principal: principal[1] }), { identity, resource, resourceAccount: ACCOUNT, kind: 's3' })).toBe(expected);
  });

  test.each<[principal: Principal, action: string, expected: Ternary]>([
    [ROOT, 's3:PutBucketPolicy', YES],
    [ROOT, 's3:deletebucketpolicy', YES],
    [ROOT, 's3:GetObject', NO],
    [ROLE, 's3:PutBucketPolicy', NO],
    [Principal.account(OTHER_ACCOUNT), 's3:PutBucketPolicy', NO],
  ])('cannot lock out the root user of its account: %#', (principal, action, expected) => {
    expect(decide(request({ principal, action }), { resource: deniesAll, resourceAccount: ACCOUNT, kind: 's3' })).toBe(expected);
  });

  test('of an account that is not known', () => {
    const account = text`${'account'}`;
    const foreign = { resource: grantsAll, resourceAccount: account, kind: 's3' } as const;
    expect(decide(request(), foreign)).toBe(UNKNOWN);
    expect(decide(request(), { ...foreign, identity: [identityAllow] })).toBe(YES);
    expect(decide(request({ principal: Principal.someone(account) }), foreign)).toBe(YES);
  });
});

describe('a key', () => {
  test.each<Example>([
    // No policy but the key's own lets anybody in.
    [role, [identityAllow], undefined, NO],
    [role, [identityAllow], grantsOther, NO],
    [role, undefined, grantsRole, YES],
    [role, undefined, grantsAll, YES],
    // Delegation.
    [role, undefined, grantsAccount, NO],
    [role, [identityAllow], grantsAccount, YES],
    [role, [identityAllow], grants({ AWS: ACCOUNT }), YES],
    [role, undefined, grants({ AWS: ACCOUNT }), NO],
    [root, undefined, grantsAccount, YES],
    [root, undefined, grantsRole, NO],
    [root, undefined, undefined, NO],
    // Across accounts.
    [guest, [identityAllow], grantsAll, YES],
    [guest, undefined, grantsAll, NO],
    [guest, [identityAllow], grantsOther, YES],
    [guest, undefined, grants({ AWS: `arn:aws:iam::${OTHER_ACCOUNT}:role/Guest` }), NO],
    [service, undefined, grants({ Service: 'logging.s3.amazonaws.com' }), YES],
    [service, [identityAllow], grantsAccount, NO],
    // Denials and doubts.
    [role, [identityDeny], grantsRole, NO],
    [role, [identityAllow], deniesAll, NO],
    [role, [untold], grantsAccount, UNKNOWN],
    [role, [untold], grantsRole, UNKNOWN],
    [role, [identityAllow], untold, UNKNOWN],
  ])('%j', (principal, identity, resource, expected) => {
    const asked = request({ principal: principal[1], action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9a` });
    expect(decide(asked, { identity, resource, resourceAccount: ACCOUNT, kind: 'kms' })).toBe(expected);
  });

  test('of an account that is not known: its id still only delegates', () => {
    const account = text`${'account'}`;
    const asked = request({ principal: Principal.someone(account), action: 'kms:Decrypt', resource: text`arn:aws:kms:eu-west-1:${'account'}:key/0d9a` });
    const deciders = { resource: grants({ AWS: account }), resourceAccount: account, kind: 'kms' } as const;
    expect(decide(asked, deciders)).toBe(NO);
    expect(decide(asked, { ...deciders, identity: [identityAllow] })).toBe(YES);
  });

  test('for use through S3 only', () => {
    const resource = Policy.of(policyOf({
      Principal: { AWS: text`arn:${'partition'}:iam::111122223333:root` },
      Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:CallerAccount': ACCOUNT } },
    }));
    const deciders = { identity: [identityAllow], resource, resourceAccount: ACCOUNT, kind: 'kms' } as const;
    const asked = request({ action: 'kms:Decrypt', resource: `arn:aws:kms:eu-west-1:${ACCOUNT}:key/0d9a` });
    expect(decide({ ...asked, context: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com' } }, deciders)).toBe(YES);
    expect(decide({ ...asked, context: { 'kms:ViaService': 'ec2.eu-west-1.amazonaws.com' } }, deciders)).toBe(NO);
    expect(decide({ ...asked, context: {} }, deciders)).toBe(NO);
  });
});
