import { App, aws_kms as kms, CfnParameter, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, UploadEncryption } from '../../src';
import { aStack } from '../support/stacks';

const UUID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const ENV = { account: '111122223333', region: 'eu-west-1' };

const REFUSED: [string, (stack: Stack) => kms.IKey, string][] = [
  ['an RSA key', (stack) => new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.RSA_2048 }),
    'key Stack/Key with KeySpec RSA_2048: S3 encrypts with symmetric keys only. Fix: pass a symmetric encryption key'],
  ['an HMAC key', (stack) => new kms.Key(stack, 'Key', { keySpec: kms.KeySpec.HMAC_256, keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC }),
    'key Stack/Key with KeySpec HMAC_256: S3 encrypts with symmetric keys only. Fix: pass a symmetric encryption key'],
  ['a key with another usage', (stack) => kms.Key.fromCfnKey(new kms.CfnKey(stack, 'Key', { keyPolicy: { Statement: [] }, keyUsage: 'SIGN_VERIFY' })),
    'with KeyUsage SIGN_VERIFY: S3 uses keys to encrypt and decrypt only. Fix: pass a symmetric encryption key'],
  ['a disabled key', (stack) => new kms.Key(stack, 'Key', { enabled: false }),
    'key Stack/Key with Enabled false: S3 can neither write nor read objects while their key is disabled. Fix: enable the key'],
  ['an alias of the app', (stack) => new kms.Key(stack, 'Key').addAlias('alias/data'),
    'key Stack/Key/Alias: an alias is resolved in the account of the requester, which might have another key with that alias. Fix: pass the key itself'],
  ['an alias by name', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/data'),
    'key alias/data: an alias is resolved in the account'],
  ['an alias by ARN', (stack) => kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:alias/data'),
    'key alias/data: an alias is resolved in the account'],
  ['aws/s3 by name', (stack) => kms.Alias.fromAliasName(stack, 'Key', 'alias/aws/s3'),
    'key alias/aws/s3: the ARN of the AWS managed key is not known before deployment. Fix: use DefaultEncryption.sseKmsAwsManaged()'],
  ['aws/s3 by ARN', (stack) => kms.Key.fromKeyArn(stack, 'Key', 'arn:aws:kms:eu-west-1:111122223333:alias/aws/s3'),
    'Fix: use DefaultEncryption.sseKmsAwsManaged() or DefaultEncryption.dsseKmsAwsManaged(), without a key'],
  ['a bare key id', (stack) => withArn(stack, UUID),
    `key ${UUID}: S3 needs the full key ARN. Fix: pass a key with an ARN of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID`],
  ['aws/s3 as if it were an id', (stack) => withArn(stack, 'aws/s3'),
    'key aws/s3: the ARN of the AWS managed key is not known before deployment. Fix: use DefaultEncryption.sseKmsAwsManaged()'],
  ['a key of another Region by ARN', (stack) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:us-east-1:111122223333:key/${UUID}`),
    `key arn:aws:kms:us-east-1:111122223333:key/${UUID} in us-east-1: a bucket in eu-west-1 can only be encrypted with a key in eu-west-1. Fix: pass a key in eu-west-1`],
  ['a key of a stack in another Region', (stack) => new kms.Key(new Stack(stack.node.root as App, 'Other', { env: { ...ENV, region: 'us-east-1' } }), 'Key'),
    'key Other/Key in us-east-1: a bucket in eu-west-1 can only be encrypted with a key in eu-west-1'],
];

/** A key as other libraries may make them: an IKey whose ARN is what somebody typed. */
function withArn(stack: Stack, keyArn: string): kms.IKey {
  return Object.create(kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:111122223333:key/${UUID}`), { keyArn: { value: keyArn } });
}

describe.each([
  ['SSE-KMS', (key: kms.IKey) => ({ defaultEncryption: DefaultEncryption.sseKms({ key }) })],
  ['DSSE-KMS', (key: kms.IKey) => ({ defaultEncryption: DefaultEncryption.dsseKms({ key }) })],
  ['accepted keys', (key: kms.IKey) => ({ uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [key] }) })],
])('%s', (_name, props) => {
  test.each(REFUSED)('refuses %s', (_, makeKey, message) => {
    const stack = aStack(ENV);
    const key = makeKey(stack);
    expect(() => new EncryptedBucket(stack, 'Bucket', props(key))).toThrow(message);
    expect(() => new EncryptedBucket(stack, 'Again', props(key))).toThrow(/^Stack\/Again.*: cannot encrypt with key .*Fix: .*\.$/);
  });
});

test.each<[string, (stack: Stack) => kms.IKey]>([
  ['a key of the same stack', (stack) => new kms.Key(stack, 'Key')],
  ['a symmetric key that says so', (stack) => new kms.Key(stack, 'Key', {
    keySpec: kms.KeySpec.SYMMETRIC_DEFAULT, keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT, enabled: true,
  })],
  ['a key of another stack', (stack) => new kms.Key(new Stack(stack.node.root as App, 'Other', { env: ENV }), 'Key')],
  ['a key of a stack that may be anywhere', (stack) => new kms.Key(new Stack(stack.node.root as App, 'Other'), 'Key')],
  ['a key of another account', (stack) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws:kms:eu-west-1:444455556666:key/${UUID}`)],
  ['a key in another partition', (stack) => kms.Key.fromKeyArn(stack, 'Key', `arn:aws-cn:kms:eu-west-1:111122223333:key/${UUID}`)],
  ['a key from a parameter', (stack) => kms.Key.fromKeyArn(stack, 'Key', new CfnParameter(stack, 'KeyArn').valueAsString)],
  ['an ARN that is put together from tokens', (stack) => kms.Key.fromKeyArn(stack, 'Key', `arn:${stack.partition}:kms:eu-west-1:444455556666:key/${UUID}`)],
  ['an imported value', (stack) => kms.Key.fromKeyArn(stack, 'Key', Fn.importValue('KeyArn'))],
  ['a key of L1 code', (stack) => {
    const key = new kms.CfnKey(stack, 'Key', { keyPolicy: { Statement: [] } });
    key.applyRemovalPolicy(RemovalPolicy.RETAIN);
    return kms.Key.fromCfnKey(key);
  }],
])('accepts %s', (_, makeKey) => {
  const stack = aStack(_.includes('anywhere') ? undefined : ENV);
  const key = makeKey(stack);
  new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  Template.fromStack(stack).resourceCountIs('AWS::S3::Bucket', 1);
});
