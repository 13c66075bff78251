import { Aws, aws_kms as kms, aws_s3 as s3, CfnParameter, Fn, type Stack, Token } from 'aws-cdk-lib';
import { SseAlgorithm } from '../../src';
import { declaredDefault, knownDefault } from '../../src/policy/declared-default';
import { aStack } from '../support/stacks';

const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

function aBucket(stack: Stack, byDefault?: s3.CfnBucket.ServerSideEncryptionByDefaultProperty, bucketKeyEnabled?: s3.CfnBucket.ServerSideEncryptionRuleProperty['bucketKeyEnabled']) {
  return new s3.CfnBucket(stack, 'Bucket', {
    bucketEncryption: { serverSideEncryptionConfiguration: [{ bucketKeyEnabled, serverSideEncryptionByDefault: byDefault }] },
  });
}

const withKey = (stack: Stack, kmsMasterKeyId: string) => aBucket(stack, { sseAlgorithm: 'aws:kms', kmsMasterKeyId });

test('a bucket that declares nothing encrypts with SSE-S3', () => {
  expect(declaredDefault(new s3.CfnBucket(aStack(), 'Bucket'))).toEqual({ algorithm: SseAlgorithm.SSE_S3, bucketKeyEnabled: false });
  expect(declaredDefault(aBucket(aStack(), undefined, true))).toEqual({ algorithm: SseAlgorithm.SSE_S3, bucketKeyEnabled: false });
});

describe('the key', () => {
  test('is named by its ARN', () => {
    expect(declaredDefault(withKey(aStack(), KEY_ARN))).toEqual({ algorithm: SseAlgorithm.SSE_KMS, keyArn: KEY_ARN, bucketKeyEnabled: false });
  });

  test.each<[string, (stack: Stack, key: kms.CfnKey) => string]>([
    ['ARN', (_, key) => key.attrArn],
    ['ID', (_, key) => key.ref],
  ])('of the app is named by its %s', (_, name) => {
    const stack = aStack();
    const key = new kms.CfnKey(stack, 'Key');
    expect(stack.resolve(declaredDefault(withKey(stack, name(stack, key))).keyArn)).toEqual({ 'Fn::GetAtt': ['Key', 'Arn'] });
  });

  test('that is known at deployment only is taken for an ARN', () => {
    const stack = aStack();
    const name = new CfnParameter(stack, 'KeyArn').valueAsString;
    expect(declaredDefault(withKey(stack, name)).keyArn).toBe(name);
  });

  test.each<[string, (stack: Stack) => string]>([
    ['an ID', () => '1234abcd-12ab-34cd-56ef-1234567890ab'],
    ['an alias', () => 'alias/data'],
    ['the ARN of an alias', () => 'arn:aws:kms:eu-west-1:111122223333:alias/data'],
    ['an alias with a part that is known at deployment only', (stack) => `alias/${new CfnParameter(stack, 'Name').valueAsString}`],
    ['the ARN of an alias in the account of the stack', () => `arn:${Aws.PARTITION}:kms:${Aws.REGION}:${Aws.ACCOUNT_ID}:alias/data`],
  ])('cannot be compared with what an upload names, by %s', (_, name) => {
    const stack = aStack();
    const bucket = withKey(stack, name(stack));
    expect(knownDefault(bucket)).toMatchObject({ algorithm: SseAlgorithm.SSE_KMS, keyArn: undefined });
    expect(() => declaredDefault(bucket)).toThrow(/^Stack\/Bucket: the algorithm and the key of the default encryption cannot be determined: KMSMasterKeyID is .* Fix: /);
  });
});

test.each<[string, s3.CfnBucket.ServerSideEncryptionRuleProperty['bucketKeyEnabled'], boolean | undefined]>([
  ['on', true, true], ['off', false, false], ['not said', undefined, false], ['known at deployment only', Token.asAny(Fn.conditionIf('C', true, false)) as any, undefined],
])('an S3 Bucket Key is %s', (_, value, expected) => {
  expect(declaredDefault(aBucket(aStack(), { sseAlgorithm: 'aws:kms' }, value)).bucketKeyEnabled).toBe(expected);
});

test.each<[string, s3.CfnBucket.ServerSideEncryptionByDefaultProperty, string]>([
  ['that S3 does not have', { sseAlgorithm: 'aws:fsx' }, 'SSEAlgorithm is aws:fsx'],
  ['that is known at deployment only', { sseAlgorithm: Token.asString(Fn.conditionIf('C', 'AES256', 'aws:kms')) }, 'SSEAlgorithm is a token'],
  ['within what is known at deployment only', Token.asAny(Fn.conditionIf('C', {}, {})) as any, 'ServerSideEncryptionByDefault is a token'],
])('an algorithm %s cannot be determined', (_, byDefault, message) => {
  const bucket = aBucket(aStack(), byDefault);
  expect(knownDefault(bucket).algorithm).toBeUndefined();
  expect(() => declaredDefault(bucket)).toThrow(message);
  expect(() => declaredDefault(bucket)).toThrow(
    / Fix: use a literal algorithm and the full key ARN, for example with BucketDefaultEncryption\.$/);
});

const EITHER = () => Token.asAny(Fn.conditionIf('C', {}, {})) as any;

test.each<[string, s3.CfnBucketProps]>([
  ['all of it', { bucketEncryption: EITHER() }],
  ['its rules', { bucketEncryption: { serverSideEncryptionConfiguration: EITHER() } }],
  ['its rule', { bucketEncryption: { serverSideEncryptionConfiguration: [EITHER()] } }],
  ['what its rule applies', { bucketEncryption: { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: EITHER() }] } }],
])('of a default encryption that is known at deployment only nothing is known: %s', (_, props) => {
  expect(knownDefault(new s3.CfnBucket(aStack(), 'Bucket', props))).toEqual({});
});
