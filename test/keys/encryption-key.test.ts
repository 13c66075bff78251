import { App, aws_iam as iam, Duration, Lazy, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { EncryptionKey, type EncryptionKeyProps } from '../../src';
import { aStack, theResource } from '../support/stacks';

test('rotates, stays when the stack goes, and has an alias made from its place in the app', () => {
  const stack = aStack();
  new EncryptionKey(stack, 'Key');
  const template = Template.fromStack(stack);
  template.hasResource('AWS::KMS::Key', {
    Properties: { EnableKeyRotation: true, Description: 'Encrypts S3 objects for Stack' },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
  template.hasResourceProperties('AWS::KMS::Alias', { AliasName: Match.stringLikeRegexp('^alias/Stack-Key-[0-9A-F]{8}$') });
});

test('takes what its props say', () => {
  const stack = aStack();
  new EncryptionKey(stack, 'Key', {
    alias: 'data',
    description: 'For the data lake',
    rotationPeriod: Duration.days(180),
    pendingWindow: Duration.days(14),
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const template = Template.fromStack(stack);
  template.hasResource('AWS::KMS::Key', {
    Properties: { Description: 'For the data lake', EnableKeyRotation: true, RotationPeriodInDays: 180, PendingWindowInDays: 14 },
    DeletionPolicy: 'Delete',
  });
  template.hasResourceProperties('AWS::KMS::Alias', { AliasName: 'alias/data' });
});

test('two stacks of one template have aliases of their own', () => {
  const aliases = ['Test', 'Production'].map((name) => {
    const stack = new Stack(new App(), 'Stack', { stackName: name });
    new EncryptionKey(stack, 'Key');
    return theResource(stack, 'AWS::KMS::Alias').AliasName as string;
  });
  expect(new Set(aliases).size).toBe(2);
});

const NOT_TO_ADMINISTER = ['kms:*', 'kms:CreateGrant', 'kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:Create*'];

describe('the key policy', () => {
  test('the account administers the key without using it, and uses it through S3 only', () => {
    const stack = aStack();
    new EncryptionKey(stack, 'Key');
    const root = { AWS: 'arn:aws:iam::111122223333:root' };
    const [administer, use, ...others] = theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement;
    expect(others).toEqual([]);
    expect(administer).toMatchObject({ Sid: 'AllowAccountToAdministerKey', Effect: 'Allow', Principal: root, Resource: '*' });
    expect(administer.Action.filter((action: string) => NOT_TO_ADMINISTER.includes(action))).toEqual([]);
    expect(use).toEqual({
      Sid: 'AllowUseThroughS3',
      Effect: 'Allow',
      Principal: root,
      Action: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      Resource: '*',
      Condition: { StringEquals: { 'kms:ViaService': 's3.eu-west-1.amazonaws.com', 'kms:CallerAccount': '111122223333' } },
    });
  });

  test('a grant goes to the principal and leaves the key policy as it is', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key');
    key.grantDecrypt(new iam.Role(stack, 'Reader', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    expect(theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement).toHaveLength(2);
    expect(theResource(stack, 'AWS::IAM::Policy').PolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'kms:Decrypt', Resource: expect.stringContaining(':key/Key') },
    ]);
  });

  test('statements that a user adds join the policy', () => {
    const stack = aStack();
    const key = new EncryptionKey(stack, 'Key');
    key.addToResourcePolicy(new iam.PolicyStatement({
      sid: 'Backup', actions: ['kms:Decrypt'], resources: ['*'], principals: [new iam.ServicePrincipal('backup.amazonaws.com')],
    }));
    expect(theResource(stack, 'AWS::KMS::Key').KeyPolicy.Statement[2]).toMatchObject({ Sid: 'Backup' });
  });
});

test.each<[EncryptionKeyProps, string]>([
  [{ rotationPeriod: Duration.days(89) }, 'rotationPeriod cannot be 89 days: AWS KMS accepts whole days between 90 and 2560. Fix: '],
  [{ rotationPeriod: Duration.days(2561) }, 'rotationPeriod cannot be 2561 days: AWS KMS accepts whole days between 90 and 2560.'],
  [{ rotationPeriod: Duration.hours(90 * 24 + 1) }, 'AWS KMS accepts whole days between 90 and 2560.'],
  [{ rotationPeriod: Duration.days(Lazy.number({ produce: () => 100 })) }, 'rotationPeriod cannot be'],
  [{ pendingWindow: Duration.days(6) }, 'pendingWindow cannot be 6 days: AWS KMS accepts whole days between 7 and 30. Fix: '],
  [{ pendingWindow: Duration.days(31) }, 'pendingWindow cannot be 31 days: AWS KMS accepts whole days between 7 and 30.'],
])('a time out of bounds is refused: %#', (props, message) => {
  expect(() => new EncryptionKey(aStack(), 'Key', props)).toThrow(message);
  expect(() => new EncryptionKey(aStack(), 'Key', props)).toThrow(/^Stack\/Key: /);
});

test.each<EncryptionKeyProps>([
  { rotationPeriod: Duration.days(90), pendingWindow: Duration.days(7) },
  { rotationPeriod: Duration.days(2560), pendingWindow: Duration.days(30) },
])('times within bounds are taken: %#', (props) => {
  const stack = aStack();
  new EncryptionKey(stack, 'Key', props);
  Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', { RotationPeriodInDays: Match.anyValue() });
});
