import {
  App, aws_iam as iam, CfnParameter, CliCredentialsStackSynthesizer, DefaultStackSynthesizer, LegacyStackSynthesizer, NestedStack, Stack,
} from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { EncryptedBucket, EncryptionKey, type EncryptionKeyProps } from '../../src';
import { decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsDirectly, kmsThroughS3, policyOf } from '../support/requests';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const KEY = arnOf('AWS::KMS::Key', 'Key961B73FD');
const root = Principal.account(ACCOUNT, 'aws');
const role = (name: string, account = ACCOUNT) => Principal.role(`arn:aws:iam::${account}:role/${name}`);
const DEPLOYING = role(`cdk-hnb659fds-cfn-exec-role-${ACCOUNT}-eu-west-1`);

function keyIn(stack: Stack, props: EncryptionKeyProps) {
  new EncryptionKey(stack, 'Key', props);
  return policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy);
}

// docs/decisions/0020
/** Who may change the key's policy, if IAM allows them everything or nothing. */
function mayAdminister(principal: Principal, props: EncryptionKeyProps, { stack = aStack(), identity = [ALLOWED_EVERYTHING] } = {}): boolean {
  const answer = decide(kmsDirectly('PutKeyPolicy', KEY, principal), { identity, resource: keyIn(stack, props), resourceAccount: ACCOUNT, kind: 'kms' });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES;
}

const ADMINISTRATORS = () => [
  new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/Custodian`),
  new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/security/*`),
  new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:user/alice`),
];

test.each([
  ['a named role', role('Custodian'), true],
  ['a role that a pattern names', role('security/officer'), true],
  ['a named user', Principal.user(`arn:aws:iam::${ACCOUNT}:user/alice`), true],
  ['the role with which CloudFormation deploys', DEPLOYING, true],
  ['the root user', root, true],
  ['another role', role('Developer'), false],
  ['a role with a longer name', role('Custodian2'), false],
  ['a role of that name in another account', role('Custodian', '444455556666'), false],
])('%s, whom IAM allows everything, may administer: %p', (_, principal, expected) => {
  expect(mayAdminister(principal, { administrators: ADMINISTRATORS() })).toBe(expected);
});

test('administrators need the right in IAM too, and cannot use the key', () => {
  const administrators = ADMINISTRATORS();
  expect(mayAdminister(role('Custodian'), { administrators }, { identity: [] })).toBe(false);
  const deciders = { identity: [ALLOWED_EVERYTHING], resource: keyIn(aStack(), { administrators }), resourceAccount: ACCOUNT, kind: 'kms' as const };
  for (const action of ['Decrypt', 'Encrypt', 'GenerateDataKey', 'CreateGrant']) {
    expect(decide(kmsDirectly(action, KEY, role('Custodian')), deciders)).toBe(Ternary.NO);
  }
});

test.each(['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags'])('%s stays with whomever IAM allows', (action) => {
  const deciders = { resource: keyIn(aStack(), { administrators: ADMINISTRATORS() }), resourceAccount: ACCOUNT, kind: 'kms' as const };
  expect(decide(kmsDirectly(action, KEY, role('Auditor')), { ...deciders, identity: [ALLOWED_EVERYTHING] })).toBe(Ternary.YES);
  expect(decide(kmsDirectly(action, KEY, role('Auditor')), { ...deciders, identity: [] })).toBe(Ternary.NO);
  expect(decide(kmsDirectly(action, KEY, role('Auditor', '444455556666')), { ...deciders, identity: [ALLOWED_EVERYTHING] })).toBe(Ternary.NO);
});

test('who uses the key through S3 needs to be no administrator', () => {
  const resource = keyIn(aStack(), { administrators: ADMINISTRATORS() });
  expect(decide(kmsThroughS3('Decrypt', KEY, 'arn:aws:s3:::data', role('Developer')), { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 'kms' }))
    .toBe(Ternary.YES);
});

test('a role of the same stack is named without a circle', () => {
  const stack = aStack();
  const custodian = new iam.Role(stack, 'Custodian', { assumedBy: new iam.AccountRootPrincipal() });
  const key = new EncryptionKey(stack, 'Key', { administrators: [custodian] });
  key.grantAdmin(custodian);
  const [logicalId] = Object.keys(resourcesOf(stack, 'AWS::IAM::Role'));
  const identity = [policyOf(theResource(stack, 'AWS::IAM::Policy').PolicyDocument)];
  const resource = policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy);
  expect(decide(kmsDirectly('PutKeyPolicy', KEY, role(logicalId)), { identity, resource, resourceAccount: ACCOUNT, kind: 'kms' })).toBe(Ternary.YES);
});

describe('the role with which CloudFormation deploys', () => {
  const stackWith = (synthesizer?: DefaultStackSynthesizer) => new Stack(new App(), 'Stack', { synthesizer });
  const administrators = () => ({ administrators: ADMINISTRATORS() });

  test('is the one of the synthesizer: with a qualifier', () => {
    const stack = () => stackWith(new DefaultStackSynthesizer({ qualifier: 'mine' }));
    expect(mayAdminister(role(`cdk-mine-cfn-exec-role-${ACCOUNT}-eu-west-1`), administrators(), { stack: stack() })).toBe(true);
    expect(mayAdminister(DEPLOYING, administrators(), { stack: stack() })).toBe(false);
  });

  test('is the one of the synthesizer: a role of its own', () => {
    const stack = stackWith(new DefaultStackSynthesizer({ cloudFormationExecutionRole: 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/Deploy' }));
    expect(mayAdminister(role('Deploy'), administrators(), { stack })).toBe(true);
  });

  test('is the one of the stack around a nested stack', () => {
    const stack = new NestedStack(aStack(), 'Nested');
    expect(mayAdminister(DEPLOYING, administrators(), { stack })).toBe(true);
  });

  test('leaves no placeholder, which IAM would take for a policy variable', () => {
    const stack = aStack();
    keyIn(stack, administrators());
    expect(JSON.stringify(theResource(stack, 'AWS::KMS::Key'))).not.toContain('${');
  });

  test('is missed aloud where the synthesizer has none', () => {
    const stack = new Stack(new App(), 'Stack', { synthesizer: new CliCredentialsStackSynthesizer() });
    expect(mayAdminister(DEPLOYING, administrators(), { stack })).toBe(false);
    Annotations.fromStack(stack).hasWarning('/Stack/Key', Match.stringLikeRegexp('defines no CloudFormation execution role.*deployingRoleNotKnown'));
  });

  test('is of no matter where nobody is named', () => {
    const stack = new Stack(new App(), 'Stack', { synthesizer: new CliCredentialsStackSynthesizer() });
    expect(mayAdminister(role('Anybody'), {}, { stack })).toBe(true);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

test.each<[string, iam.IPrincipal, string]>([
  ['everybody', new iam.AnyPrincipal(), 'cannot include "*": it would make every principal an administrator. Fix: name the roles and users.'],
  ['a service', new iam.ServicePrincipal('lambda.amazonaws.com'), 'only roles and users can be identified by their ARN'],
  ['a federation', new iam.FederatedPrincipal('cognito-identity.amazonaws.com'), 'only roles and users can be identified by their ARN'],
  ['the account root', new iam.AccountRootPrincipal(), 'it matches only the root user, not all principals of the account'],
  ['another account', new iam.AccountPrincipal('444455556666'), 'it matches only the root user, not all principals of the account'],
  ['a session', new iam.ArnPrincipal(`arn:aws:sts::${ACCOUNT}:assumed-role/Custodian/alice`), 'sessions are identified by the ARN of their role'],
  ['conditions', new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/A`).withConditions({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } }),
    'its conditions (Bool) cannot be kept'],
])('%s cannot be an administrator', (_, principal, message) => {
  expect(() => new EncryptionKey(aStack(), 'Key', { administrators: [principal] })).toThrow(/^Stack\/Key: administrators cannot include .*Fix: .*\.$/);
  expect(() => new EncryptionKey(aStack(), 'Key', { administrators: [principal] })).toThrow(message);
});

const NOBODY: [string, (stack: Stack) => iam.IPrincipal, RegExp][] = [
  ['a group of the app', (stack) => new iam.Group(stack, 'Group'), /groups don't send requests\. Fix: name the users of the group/],
  ['a group that is imported', (stack) => iam.Group.fromGroupName(stack, 'Group', 'custodians'), /groups don't send requests/],
  ['the ARN of a group', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:group/custodians`), /isn't the ARN of a role or user/],
  ['the ARN of an instance profile', () => new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:instance-profile/custodians`), /isn't the ARN of a role or user/],
  ['an account id', () => new iam.ArnPrincipal(ACCOUNT), /isn't the ARN of a role or user/],
  ['a name', () => new iam.ArnPrincipal('Custodian'), /isn't the ARN of a role or user/],
  ['a policy variable', () => new iam.ArnPrincipal('${aws:PrincipalArn}'), /a policy variable has a different value in each request/],
  ['a policy variable in an ARN', (stack) => new iam.ArnPrincipal(`arn:aws:iam::${stack.account}:role/\${aws:PrincipalTag/team}`), /a policy variable has a different value in each request/],
];

test.each(NOBODY)('%s is no role or user', (_, principal, why) => {
  const stack = aStack();
  const administrators = [principal(stack)];
  expect(() => new EncryptionKey(stack, 'Key', { administrators })).toThrow(/^Stack\/Key: administrators cannot include .*Fix: .*\.$/);
  expect(() => new EncryptionKey(stack, 'Other', { administrators })).toThrow(why);
  expect(() => new EncryptedBucket(stack, 'Bucket', { encryptionAdministrators: administrators })).toThrow(why);
});

test.each([
  ['known', { account: ACCOUNT, region: 'eu-west-1' }],
  ['not known', undefined],
])('federated users and who is known at deployment only can be administrators, where the account of the stack is %s', (_, env) => {
  const stack = aStack(env);
  const parameter = new CfnParameter(stack, 'Arn').valueAsString;
  const administrators = [`arn:aws:sts::${ACCOUNT}:federated-user/alice`, parameter, `arn:aws:iam::${ACCOUNT}:${parameter}`, `arn:aws:iam::${parameter}:user/alice`]
    .map((arn) => new iam.ArnPrincipal(arn));
  expect(() => new EncryptionKey(stack, 'Key', { administrators })).not.toThrow();
});

test('a role of another account cannot administer, whatever a policy says', () => {
  const stack = aStack({ account: ACCOUNT, region: 'eu-west-1' });
  const administrators = [new iam.ArnPrincipal('arn:aws:iam::444455556666:role/Custodian')];
  expect(() => new EncryptionKey(stack, 'Key', { administrators })).toThrow(
    `Stack/Key: administrators cannot include arn:aws:iam::444455556666:role/Custodian: AWS KMS allows only principals of account ${ACCOUNT} to administer its keys. Fix: `);
});

describe('patterns', () => {
  const WIDE: [string, RegExp][] = [
    ['arn:aws:iam::*:role/security/*', /matches principals of any account/],
    ['arn:aws:iam::*:role/*', /matches principals of any account/],
    ['arn:aws:iam::11112222333?:role/security/*', /matches principals of any account/],
    ['arn:aws:iam::111122223333*', /matches (?:principals of any account|every role or user of the account)/],
    ['arn:aws:*::111122223333:role/security/*', /matches principals of any account/],
    ['arn:*', /matches principals of any account/],
    ['?*', /matches principals of any account/],
    ['*/security', /matches principals of any account/],
    ['arn:aws:iam::111122223333:*', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:role/*', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:role/?*', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:role/*/*', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:role*', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:*/security', /matches every role or user of the account/],
    ['arn:aws:iam::111122223333:user/*', /matches every role or user of the account/],
  ];
  const ofStack = (stack: Stack, pattern: string) => pattern.replace('111122223333', stack.account).replace('arn:aws:', `arn:${stack.partition}:`);

  test.each(WIDE)('%s is refused', (pattern, why) => {
    for (const written of [(stack: Stack) => ofStack(stack, pattern), () => pattern]) {
      const stack = aStack();
      const administrators = [new iam.ArnPrincipal(written(stack))];
      expect(() => new EncryptionKey(stack, 'Key', { administrators })).toThrow(why);
      expect(() => new EncryptionKey(aStack(), 'Key', { administrators })).toThrow(/^Stack\/Key: administrators cannot include .*Fix: use a literal account ID and a literal part of the path or name/);
      expect(() => new EncryptedBucket(aStack(), 'Bucket', { encryptionAdministrators: administrators }))
        .toThrow(/^Stack\/Bucket\/Resource: encryptionAdministrators cannot include .*Fix: use a literal account ID and a literal part of the path or name/);
    }
  });

  test.each([
    ['arn:aws:iam::111122223333:role/security/*', 'security/officer'],
    ['arn:aws:iam::111122223333:role/*-security', 'team-security'],
    ['arn:aws:iam::111122223333:role/security-?', 'security-1'],
    ['arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/AWSReservedSSO_Security_*', 'aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Security_0123'],
  ])('%s names some of the account, and no others', (pattern, name) => {
    for (const written of [(stack: Stack) => ofStack(stack, pattern), () => pattern]) {
      const stack = aStack();
      const administrators = [new iam.ArnPrincipal(written(stack))];
      expect(mayAdminister(role(name), { administrators }, { stack })).toBe(true);
      expect(mayAdminister(role('Developer'), { administrators }, { stack: aStack() })).toBe(false);
      expect(mayAdminister(role(name, '444455556666'), { administrators }, { stack: aStack() })).toBe(false);
    }
  });
});

test.each([
  ['LegacyStackSynthesizer', () => new LegacyStackSynthesizer()],
  ['CliCredentialsStackSynthesizer', () => new CliCredentialsStackSynthesizer()],
])('an empty list is refused with %s, which has no role: nobody could change the key', (name, synthesizer) => {
  const stack = new Stack(new App(), 'Stack', { synthesizer: synthesizer() });
  expect(() => new EncryptionKey(stack, 'Key', { administrators: [] }))
    .toThrow(new RegExp(`^Stack/Key: administrators cannot be \\[\\]: only the root user .*\\(${name}\\).*Fix: name the roles that deploy the stack`));
});

test('an empty list leaves the key to the role with which CloudFormation deploys', () => {
  expect(mayAdminister(DEPLOYING, { administrators: [] })).toBe(true);
  expect(mayAdminister(role('Custodian'), { administrators: [] })).toBe(false);
});
