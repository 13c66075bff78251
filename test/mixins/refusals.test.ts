import { aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import { CustomerProvidedKeys, DefaultEncryption, EncryptedBucket, LogBucket, mixins, UploadEncryption } from '../../src';
import { aStack, bucketPolicyStatements, theResource } from '../support/stacks';

const ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const { BucketDefaultEncryption, BucketSseCAllowed, BucketSseCBlocked, BucketUploadEncryption } = mixins;

const ONE_DEFAULT = 'Fix: choose one default encryption for the bucket (an EncryptedBucket has defaultEncryption, a LogBucket is always SSE-S3). '
  + 'If a mixin applies to many buckets, set its option onlyWhereUndeclared to true, and apply it after the others';
const ONE_SSE_C = 'Fix: apply either BucketSseCBlocked or BucketSseCAllowed to the bucket '
  + '(an EncryptedBucket has customerProvidedKeys, a LogBucket always blocks SSE-C)';
const ONE_UPLOAD_ENCRYPTION = 'Fix: choose one UploadEncryption for the bucket, and list all acceptedKeys in it '
  + '(an EncryptedBucket has uploadEncryption, a LogBucket always accepts only its default encryption)';

/** What an error says that two mixins cause one after the other. */
function errorOf(...them: ((stack: Stack) => IMixin)[]): string {
  const stack = aStack();
  const bucket = new s3.CfnBucket(stack, 'Bucket');
  try {
    for (const mixin of them) { bucket.with(mixin(stack)); }
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const keyOf = (stack: Stack, arn = ARN) => kms.Key.fromKeyArn(stack, `Imported${arn.slice(-3)}`, arn);

describe('a second default encryption', () => {
  const given: { readonly [words: string]: (stack: Stack) => DefaultEncryption } = {
    'SSE-S3': () => DefaultEncryption.sseS3(),
    'SSE-KMS with the AWS managed key aws/s3 and an S3 Bucket Key': () => DefaultEncryption.sseKmsAwsManaged(),
    'SSE-KMS with the AWS managed key aws/s3': () => DefaultEncryption.sseKmsAwsManaged({ bucketKey: false }),
    'DSSE-KMS with the AWS managed key aws/s3': () => DefaultEncryption.dsseKmsAwsManaged(),
    'SSE-KMS with a key of its own and an S3 Bucket Key': () => DefaultEncryption.sseKms(),
    'DSSE-KMS with a key of its own': () => DefaultEncryption.dsseKms(),
    [`SSE-KMS with key ${ARN} and an S3 Bucket Key`]: (stack) => DefaultEncryption.sseKms({ key: keyOf(stack) }),
    [`DSSE-KMS with key ${ARN}2`]: (stack) => DefaultEncryption.dsseKms({ key: keyOf(stack, `${ARN}2`) }),
  };
  const words = Object.keys(given);

  test.each(words.map((before, i) => [before, words[(i + 1) % words.length]]))('%s: %s cannot be given beside it, and the same can', (before, other) => {
    for (const asked of [before, other]) {
      const message = errorOf((stack) => new BucketDefaultEncryption(given[before](stack)), (stack) => {
        // The key of the first one is in the stack already.
        if (asked === before && asked.includes(ARN)) { return new BucketSseCBlocked(); }
        return new BucketDefaultEncryption(given[asked](stack));
      });
      expect(message).toBe(asked === before ? '' : `Stack/Bucket: cannot set the default encryption to ${asked}: it is already set to ${before}. ${ONE_DEFAULT}.`);
    }
  });

  test('the same key twice', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    const key = keyOf(stack);
    for (let i = 0; i < 2; i++) { bucket.with(new BucketDefaultEncryption(DefaultEncryption.sseKms({ key }))); }
    expect(theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration)
      .toEqual([{ BucketKeyEnabled: true, ServerSideEncryptionByDefault: { KMSMasterKeyID: ARN, SSEAlgorithm: 'aws:kms' } }]);
  });
});

describe('a default encryption where none is declared', () => {
  const where = () => new BucketDefaultEncryption(DefaultEncryption.sseS3(), { onlyWhereUndeclared: true });
  const algorithmOf = (stack: Stack) => theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault.SSEAlgorithm;

  test('gives way to one for the bucket, before and after', () => {
    for (const order of [[0, 1], [1, 0]]) {
      const stack = aStack();
      const both = [where(), new BucketDefaultEncryption(DefaultEncryption.dsseKmsAwsManaged())];
      new s3.CfnBucket(stack, 'Bucket').with(...order.map((i) => both[i]));
      expect(algorithmOf(stack)).toBe('aws:kms:dsse');
    }
  });

  test('a second one contradicts it', () => {
    const other = () => new BucketDefaultEncryption(DefaultEncryption.sseKmsAwsManaged({ bucketKey: false }), { onlyWhereUndeclared: true });
    expect(errorOf(where, other))
      .toBe(`Stack/Bucket: cannot set the default encryption to SSE-KMS with the AWS managed key aws/s3: it is already set to SSE-S3. ${ONE_DEFAULT}.`);
  });
});

test.each<[string, IMixin, IMixin]>([
  ['blocked', new BucketSseCBlocked(), new BucketSseCAllowed()],
  ['allowed', new BucketSseCAllowed(), new BucketSseCBlocked()],
  ['allowed', new BucketSseCAllowed({ required: true }), new BucketSseCBlocked()],
])('SSE-C that is %s already', (before, one, other) => {
  const name = before === 'blocked' ? 'BucketSseCAllowed' : 'BucketSseCBlocked';
  expect(errorOf(() => one, () => other))
    .toBe(`Stack/Bucket: ${name} cannot be applied: customer-provided keys (SSE-C) are already ${before} for the bucket. ${ONE_SSE_C}.`);
  expect(errorOf(() => one, () => one)).toBe('');
});

describe('what uploads may ask for', () => {
  const ANY = 'uploads with any encryption';
  const DEFAULT = 'only uploads of the default encryption';
  const accepting = (...arns: string[]) => (stack: Stack) => new BucketUploadEncryption(UploadEncryption.bucketDefault({
    acceptedKeys: arns.map((arn) => stack.node.tryFindChild(`Imported${arn.slice(-3)}`) as kms.Key | undefined ?? keyOf(stack, arn)),
  }));
  const key = (stack: Stack) => new BucketDefaultEncryption(DefaultEncryption.sseKms({ key: keyOf(stack, `${ARN}0`) }));
  const plain = () => new BucketUploadEncryption();
  const any = () => new BucketUploadEncryption(UploadEncryption.any());

  test.each<[string, (stack: Stack) => IMixin, (stack: Stack) => IMixin, string, string]>([
    ['any, and the default', any, plain, DEFAULT, ANY],
    ['the default, and any', plain, any, ANY, DEFAULT],
    ['the default, and a key', plain, accepting(`${ARN}1`), `${DEFAULT} and of the accepted keys ${ARN}1`, DEFAULT],
    ['two keys, and one', accepting(`${ARN}1`, `${ARN}2`), accepting(`${ARN}1`), `${DEFAULT} and of the accepted keys ${ARN}1`, `${DEFAULT} and of the accepted keys ${ARN}1, ${ARN}2`],
    ['a key, and another', accepting(`${ARN}1`), accepting(`${ARN}2`), `${DEFAULT} and of the accepted keys ${ARN}2`, `${DEFAULT} and of the accepted keys ${ARN}1`],
  ])('%s', (_, one, other, asked, before) => {
    expect(errorOf(key, one, other)).toBe(`Stack/Bucket: BucketUploadEncryption cannot accept ${asked}: the bucket is already set to accept ${before}. ${ONE_UPLOAD_ENCRYPTION}.`);
  });

  test.each<[string, (stack: Stack) => IMixin, (stack: Stack) => IMixin]>([
    ['the same', plain, plain],
    ['any', any, any],
    ['the same keys in another order', accepting(`${ARN}1`, `${ARN}2`), accepting(`${ARN}2`, `${ARN}1`)],
  ])('%s twice', (_, one, other) => {
    expect(errorOf(key, one, other)).toBe('');
  });

  test('accepted keys beside a default without a key', () => {
    expect(errorOf(() => new BucketDefaultEncryption(DefaultEncryption.sseS3()), accepting(`${ARN}1`))).toBe(
      'Stack/Bucket: acceptedKeys cannot be enforced: the default encryption is SSE-S3, which specifies no key. '
      + 'Fix: leave acceptedKeys out, or give the default encryption a customer managed key.',
    );
  });

  test('accepted keys, until a default with a key follows', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket').with(accepting(`${ARN}1`)(stack)) as s3.CfnBucket;
    const problems = () => bucket.node.validate();
    expect(problems()).toEqual([
      'acceptedKeys cannot be enforced: the default encryption is SSE-S3, which specifies no key. Fix: leave acceptedKeys out, or give the default encryption a customer managed key.',
    ]);
    bucket.with(key(stack));
    expect(problems()).toEqual([]);
    expect(Object.keys(bucketPolicyStatements(stack)).sort()).toEqual(['DenyKmsWithoutKey', 'DenyOtherEncryptionAlgorithms', 'DenyOtherEncryptionKeys']);
  });
});

test('buckets of this library have chosen already', () => {
  const stack = aStack();
  expect(() => new LogBucket(stack, 'Logs').with(new BucketSseCAllowed())).toThrow('BucketSseCAllowed cannot be applied: customer-provided keys (SSE-C) are already blocked for the bucket');
  expect(() => new EncryptedBucket(stack, 'Open', { customerProvidedKeys: CustomerProvidedKeys.ALLOWED }).with(new BucketSseCBlocked()))
    .toThrow('BucketSseCBlocked cannot be applied: customer-provided keys (SSE-C) are already allowed for the bucket');
});

test('one key of an L2 bucket beside another', () => {
  const stack = aStack();
  const bucket = new s3.Bucket(stack, 'Bucket', { encryption: s3.BucketEncryption.KMS });
  expect(() => bucket.with(new BucketDefaultEncryption(DefaultEncryption.sseKms()))).toThrow(
    'Stack/Bucket: the bucket already encrypts with key Stack/Bucket/Key, which readers of its objects need. '
    + 'Fix: set the encryption where the bucket is created, or leave out encryption and encryptionKey there.',
  );
});
