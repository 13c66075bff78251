import { App, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { ClientSideEncryptionAccess, type ClientSideEncryptionOptions, EncryptionKey } from '../../src';
import { type ContextKeys, decide, Principal } from '../../src/policy-evaluation';
import { Ternary } from '../../src/template/ternary';
import { ACCOUNT, arnOf } from '../support/concrete';
import { ALLOWED_EVERYTHING, kmsDirectly, kmsThroughS3, policyOf } from '../support/requests';
import { aStack, resourcesOf, theResource } from '../support/stacks';

const KEY = arnOf('AWS::KMS::Key', 'Key961B73FD');
const OTHER_KEY = arnOf('AWS::KMS::Key', 'Other');
const V3 = { 'kms:EncryptionContext:aws:x-amz-cek-alg': 'AES/GCM/NoPadding' };
const V4 = { 'kms:EncryptionContext:aws:x-amz-cek-alg': '115' };

const roleIn = (stack: Stack, id = 'Role') => new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });

function grant(options?: ClientSideEncryptionOptions) {
  const stack = aStack();
  const role = roleIn(stack);
  new EncryptionKey(stack, 'Key').grantClientSideEncryption(role, options);
  const [logicalId] = Object.keys(resourcesOf(stack, 'AWS::IAM::Role'));
  return {
    grantee: Principal.role(arnOf('AWS::IAM::Role', logicalId)),
    identity: [policyOf(theResource(stack, 'AWS::IAM::Policy').PolicyDocument)],
    resource: policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy),
  };
}

/** What becomes of a request that a client makes itself, with its encryption context. */
function direct(action: string, context: ContextKeys, options?: ClientSideEncryptionOptions, key = KEY): 'allowed' | 'denied' {
  const { grantee, ...policies } = grant(options);
  const answer = decide({ ...kmsDirectly(action, key, grantee), context }, { ...policies, resourceAccount: ACCOUNT, kind: 'kms' });
  expect(answer).not.toBe(Ternary.UNKNOWN);
  return answer === Ternary.YES ? 'allowed' : 'denied';
}

test.each<[string, string, ContextKeys, string]>([
  ['version 2 or 3 of the client encrypts', 'GenerateDataKey', V3, 'allowed'],
  ['version 2 or 3 of the client decrypts', 'Decrypt', V3, 'allowed'],
  ['version 4 of the client encrypts', 'GenerateDataKey', V4, 'allowed'],
  ['version 4 of the client decrypts', 'Decrypt', V4, 'allowed'],
  ['a client gives context of its own too', 'Decrypt', { ...V4, 'kms:EncryptionContext:department': 'finance' }, 'allowed'],
  ['something else asks for the key, without context', 'Decrypt', {}, 'denied'],
  ['something else asks for the key, with context of S3', 'Decrypt', { 'kms:EncryptionContext:aws:s3:arn': 'arn:aws:s3:::data' }, 'denied'],
  ['version 1 of the client decrypts', 'Decrypt', { 'kms:EncryptionContext:kms_cmk_id': KEY }, 'denied'],
  ['another algorithm', 'GenerateDataKey', { 'kms:EncryptionContext:aws:x-amz-cek-alg': 'AES/CBC/PKCS5Padding' }, 'denied'],
  ['plain encryption', 'Encrypt', V4, 'denied'],
  ['another action', 'CreateGrant', V4, 'denied'],
  ['S3 on behalf of an upload with that pair', 'GenerateDataKey', { ...V4, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' }, 'denied'],
])('%s', (_, action, context, expected) => {
  expect(direct(action, context)).toBe(expected);
});

test('another key is not included', () => {
  expect(direct('Decrypt', V4, {}, OTHER_KEY)).toBe('denied');
});

test.each([
  [ClientSideEncryptionAccess.READ, 'allowed', 'denied'],
  [ClientSideEncryptionAccess.WRITE, 'denied', 'allowed'],
  [ClientSideEncryptionAccess.READ_WRITE, 'allowed', 'allowed'],
])('%s: to decrypt is %s, to encrypt is %s', (access, decrypt, encrypt) => {
  expect([direct('Decrypt', V4, { access }), direct('GenerateDataKey', V4, { access })]).toEqual([decrypt, encrypt]);
});

test('the client can be held to context of its own', () => {
  const options = { encryptionContext: { department: 'finance' } };
  expect(direct('Decrypt', { ...V4, 'kms:EncryptionContext:department': 'finance' }, options)).toBe('allowed');
  expect(direct('Decrypt', { ...V4, 'kms:EncryptionContext:department': 'sales' }, options)).toBe('denied');
  expect(direct('Decrypt', V4, options)).toBe('denied');
});

describe('the key\'s policy', () => {
  const decided = (principal: Principal, identity: ReturnType<typeof policyOf>[], resource = grant().resource) =>
    decide({ ...kmsDirectly('Decrypt', KEY, principal), context: V4 }, { identity, resource, resourceAccount: ACCOUNT, kind: 'kms' });
  const somebody = Principal.role(`arn:aws:iam::${ACCOUNT}:role/Somebody`);

  test('lets nobody in whom IAM does not allow, nor another account', () => {
    expect(decided(somebody, [])).toBe(Ternary.NO);
    expect(decided(Principal.role('arn:aws:iam::444455556666:role/Somebody'), [ALLOWED_EVERYTHING])).toBe(Ternary.NO);
    expect(decided(Principal.anonymous(), [])).toBe(Ternary.NO);
  });

  test('without a grant lets nobody encrypt on the client\'s side', () => {
    const stack = aStack();
    new EncryptionKey(stack, 'Key');
    expect(decided(somebody, [ALLOWED_EVERYTHING], policyOf(theResource(stack, 'AWS::KMS::Key').KeyPolicy))).toBe(Ternary.NO);
  });

  test('leaves the use through S3 as it is', () => {
    const { grantee, identity, resource } = grant();
    const request = kmsThroughS3('Decrypt', KEY, 'arn:aws:s3:::data', grantee);
    expect(decide(request, { identity: [ALLOWED_EVERYTHING], resource, resourceAccount: ACCOUNT, kind: 'kms' })).toBe(Ternary.YES);
    expect(decide(request, { identity, resource, resourceAccount: ACCOUNT, kind: 'kms' })).toBe(Ternary.NO);
  });

  test('says it once, however many grants there are', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key');
    key.grantClientSideEncryption(roleIn(stack, 'A'));
    key.grantClientSideEncryption(roleIn(stack, 'B'), { access: ClientSideEncryptionAccess.READ });
    expect(theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement.map((statement: { Sid: string }) => statement.Sid))
      .toEqual(['AllowAccountToAdministerKey', 'AllowUseThroughS3', 'AllowClientSideEncryption']);
  });
});

test('a role of another stack gets its rights without the stacks needing each other', () => {
  const app = new App();
  const [data, users] = [new Stack(app, 'Data'), new Stack(app, 'Users')];
  new EncryptionKey(data, 'Key').grantClientSideEncryption(roleIn(users));
  const assembly = app.synth();
  expect(assembly.getStackByName('Data').dependencies.map((artifact) => artifact.id)).not.toContain('Users');
  Template.fromStack(users).resourceCountIs('AWS::IAM::Policy', 1);
});

test('a role of another account needs both policies, and gets them', () => {
  const app = new App();
  const data = new Stack(app, 'Data', { env: { account: ACCOUNT, region: 'eu-west-1' } });
  const users = new Stack(app, 'Users', { env: { account: '444455556666', region: 'eu-west-1' } });
  const reader = iam.Role.fromRoleArn(users, 'Role', 'arn:aws:iam::444455556666:role/Reader');
  const { success } = new EncryptionKey(data, 'Key').grantClientSideEncryption(reader);
  expect(success).toBe(true);
  const resource = policyOf(theResource(data, 'AWS::KMS::Key').KeyPolicy);
  const request = { ...kmsDirectly('Decrypt', KEY, Principal.role('arn:aws:iam::444455556666:role/Reader')), context: V4 };
  const deciders = { resource, resourceAccount: ACCOUNT, kind: 'kms' as const };
  const [statement] = theResource(users, 'AWS::IAM::Policy').PolicyDocument.Statement;
  // The key's ARN is looked up in the output of the other account's stack.
  expect(Object.keys(statement.Resource as object)).toEqual(['Fn::GetStackOutput']);
  expect(decide(request, { ...deciders, identity: [policyOf({ Statement: [{ ...statement, Resource: KEY }] })] })).toBe(Ternary.YES);
  expect(decide(request, { ...deciders, identity: [] })).toBe(Ternary.NO);
});

test('who has no policy of their own is refused', () => {
  const key = new EncryptionKey(aStack(), 'Key');
  expect(() => key.grantClientSideEncryption(new iam.ArnPrincipal(`arn:aws:iam::${ACCOUNT}:role/Reader`)))
    .toThrow(/^Stack\/Key: cannot grant client-side encryption to .*: its policies cannot be changed\. Fix: grant it to a role or user/);
});
