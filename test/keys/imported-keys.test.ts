import { aws_kms as kms, CfnParameter, type Stack } from 'aws-cdk-lib';
import { Annotations, Match, Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket, type EncryptionKeyAttributes, EncryptionContext, EncryptionKey, UploadEncryption } from '../../src';
import { aStack } from '../support/stacks';

const ENV = { account: '111122223333', region: 'eu-west-1' };
const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const MULTI_REGION_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/mrk-1234abcd12ab34cd56ef1234567890ab';

type Traits = Omit<EncryptionKeyAttributes, 'keyArn'>;
const imported = (stack: Stack, traits: Traits, keyArn = ARN) => EncryptionKey.fromEncryptionKeyAttributes(stack, 'Key', { keyArn, ...traits });

function encryptWith(encryption: (key: kms.IKey) => DefaultEncryption, traits: Traits, keyArn?: string): Stack {
  const stack = aStack(ENV);
  new EncryptedBucket(stack, 'Bucket', { bucketName: 'data', defaultEncryption: encryption(imported(stack, traits, keyArn)) });
  return stack;
}

const WITH_BUCKET_KEY = (key: kms.IKey) => DefaultEncryption.sseKms({ key });
const WITHOUT_BUCKET_KEY = (key: kms.IKey) => DefaultEncryption.sseKms({ key, bucketKey: false });
const DSSE = (key: kms.IKey) => DefaultEncryption.dsseKms({ key });

test.each<[string, (key: kms.IKey) => DefaultEncryption, Traits, string]>([
  ['asymmetric', WITH_BUCKET_KEY, { keySpec: kms.KeySpec.RSA_4096 }, 'with KeySpec RSA_4096: S3 encrypts with symmetric keys only'],
  ['for signatures', WITH_BUCKET_KEY, { keyUsage: kms.KeyUsage.SIGN_VERIFY }, 'with KeyUsage SIGN_VERIFY: S3 uses keys to encrypt and decrypt only'],
  ['disabled', DSSE, { enabled: false }, 'with Enabled false: S3 can neither write nor read objects while their key is disabled'],
  ['without the context of a Bucket Key', WITH_BUCKET_KEY, { bucketKeyContext: false },
    'its policy doesn\'t allow the encryption context of an S3 Bucket Key, which is the bucket ARN. Fix: also allow the bucket ARN in the key policy, or set bucketKey of DefaultEncryption.sseKms() to false'],
  ['without the context of objects', WITHOUT_BUCKET_KEY, { objectContext: false },
    'its policy doesn\'t allow the encryption context of requests without an S3 Bucket Key, which is the object ARN. Fix: '],
  ['without the context of objects, for DSSE-KMS', DSSE, { objectContext: false }, 'which is the object ARN. Fix: '],
  ['for another bucket', WITH_BUCKET_KEY, { encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::other')] },
    'its policy allows the encryption context of other buckets only (arn:aws:s3:::other)'],
  ['demanding', WITHOUT_BUCKET_KEY, { requiredEncryptionContext: { department: 'finance' } }, 'its policy requires encryption context (department)'],
])('a key that is stated to be %s is refused', (_, encryption, traits, message) => {
  expect(() => encryptWith(encryption, traits)).toThrow(message);
  expect(() => encryptWith(encryption, traits)).toThrow(/^Stack\/Bucket: cannot encrypt with key .*Fix: .*\.$/);
});

test.each<[string, (key: kms.IKey) => DefaultEncryption, Traits]>([
  ['nothing', WITH_BUCKET_KEY, {}],
  ['everything that S3 needs', WITH_BUCKET_KEY, {
    keySpec: kms.KeySpec.SYMMETRIC_DEFAULT,
    keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT,
    enabled: true,
    region: 'eu-west-1',
    multiRegion: false,
    bucketKeyContext: true,
    objectContext: true,
    encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::data')],
    requiredEncryptionContext: {},
  }],
  ['objects\' context only, and no Bucket Key', WITHOUT_BUCKET_KEY, { bucketKeyContext: false }],
  ['objects\' context only, and DSSE-KMS', DSSE, { bucketKeyContext: false }],
])('a key of which is stated %s is accepted without a word', (_, encryption, traits) => {
  const stack = encryptWith(encryption, traits);
  Template.fromStack(stack).hasResourceProperties('AWS::S3::Bucket', {
    BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { KMSMasterKeyID: ARN } }] },
  });
  Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
});

test('a key whose policy admits the context of Bucket Keys only is warned of: requests may switch it off', () => {
  Annotations.fromStack(encryptWith(WITH_BUCKET_KEY, { objectContext: false }))
    .hasWarning('/Stack/Bucket', Match.stringLikeRegexp('Requests that turn off the S3 Bucket Key.*keyPolicyLacksObjectContext'));
});

test('the Region of an ARN that is known at deployment only can be stated', () => {
  const fromParameter = (region?: string) => {
    const stack = aStack(ENV);
    const key = imported(stack, { region }, new CfnParameter(stack, 'KeyArn').valueAsString);
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
  };
  expect(() => fromParameter()).not.toThrow();
  expect(() => fromParameter('eu-west-1')).not.toThrow();
  expect(() => fromParameter('us-east-1')).toThrow('in us-east-1: a bucket in eu-west-1 can only be encrypted with a key in eu-west-1');
});

test('what is stated holds for accepted keys too', () => {
  const stack = aStack(ENV);
  const accepted = (traits: Traits) => UploadEncryption.bucketDefault({ acceptedKeys: [imported(stack, traits)] });
  expect(() => new EncryptedBucket(stack, 'Bucket', { uploadEncryption: accepted({ enabled: false }) })).toThrow(/Enabled false/);
});

test.each<[string, string, Traits, string]>([
  ['an alias', 'arn:aws:kms:eu-west-1:111122223333:alias/data', {}, 'isn\'t a KMS key ARN. Fix: pass the full key ARN'],
  ['a bare id', '1234abcd-12ab-34cd-56ef-1234567890ab', {}, 'isn\'t a KMS key ARN. Fix: pass the full key ARN'],
  ['a pattern of keys', 'arn:aws:kms:eu-west-1:111122223333:key/*', {}, 'isn\'t a KMS key ARN. Fix: pass the full key ARN'],
  ['another Region', ARN, { region: 'us-east-1' }, `region cannot be us-east-1: the key ${ARN} is in eu-west-1. Fix: leave region out`],
  ['a multi-Region key that says it is none', MULTI_REGION_ARN, { multiRegion: false }, 'begins with mrk-. Fix: leave multiRegion out.'],
  ['a single-Region key that says it is none', ARN, { multiRegion: true }, 'does not begin with mrk-. Fix: leave multiRegion out.'],
  ['a context that AWS reserves', ARN, { requiredEncryptionContext: { 'aws:s3:arn': 'x' } }, 'requiredEncryptionContext cannot have the key "aws:s3:arn"'],
])('an ARN that contradicts what is stated is refused: %s', (_, keyArn, traits, message) => {
  expect(() => imported(aStack(ENV), traits, keyArn)).toThrow(message);
});

describe('multi-Region keys, which S3 treats as single-Region', () => {
  const WARNING = Match.stringLikeRegexp('S3 treats it as a single-Region key.*multiRegionKeyActsAsSingleRegion');

  test.each<[string, (stack: Stack) => kms.IKey, boolean]>([
    ['an EncryptionKey', (stack) => new EncryptionKey(stack, 'Key', { multiRegion: true }), true],
    ['a key of the L2', (stack) => new kms.Key(stack, 'Key', { multiRegion: true }), true],
    ['an ARN', (stack) => kms.Key.fromKeyArn(stack, 'Key', MULTI_REGION_ARN), true],
    ['a statement', (stack) => imported(stack, { multiRegion: true }, new CfnParameter(stack, 'KeyArn').valueAsString), true],
    ['a single-Region key', (stack) => new EncryptionKey(stack, 'Key'), false],
  ])('are warned of: %s', (_, makeKey, warned) => {
    const stack = aStack(ENV);
    const key = makeKey(stack);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
    new EncryptedBucket(stack, 'Bucket', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    expect(Annotations.fromStack(stack).findWarning('/Stack/Bucket', WARNING)).toHaveLength(warned ? 1 : 0);
  });

  test('are made where they are asked for', () => {
    const stack = aStack();
    new EncryptionKey(stack, 'Key', { multiRegion: true });
    Template.fromStack(stack).hasResourceProperties('AWS::KMS::Key', { MultiRegion: true, EnableKeyRotation: true });
  });
});
