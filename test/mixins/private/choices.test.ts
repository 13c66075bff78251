import { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { DefaultEncryption, mixins, UploadEncryption } from '../../../src';
import { type DescribedDefault, describedEncryption } from '../../../src/mixins/private/described-encryption';
import { ChosenBy, chosenDefault, isSameDefault, secondDefault, type SettledDefault, settledDefault, settleDefault } from '../../../src/mixins/private/settled-default';
import { aStack } from '../../support/stacks';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const OTHER = KEY.replace('1234abcd', '99999999');

function setUp() {
  const stack = aStack();
  const [key, other] = [KEY, OTHER].map((arn, i) => kms.Key.fromKeyArn(stack, `Key${i}`, arn));
  return { stack, key, other, bucket: new s3.CfnBucket(stack, 'Bucket') };
}

test.each<[DescribedDefault, string]>([
  [{ algorithm: 'AES256' }, 'SSE-S3'],
  [{ algorithm: 'AES256', bucketKeyEnabled: true }, 'SSE-S3'],
  [{ algorithm: 'aws:kms' }, 'SSE-KMS with the AWS managed key aws/s3'],
  [{ algorithm: 'aws:kms', bucketKeyEnabled: true }, 'SSE-KMS with the AWS managed key aws/s3 and an S3 Bucket Key'],
  [{ algorithm: 'aws:kms', keyArn: KEY, bucketKeyEnabled: false }, `SSE-KMS with key ${KEY}`],
  [{ algorithm: 'aws:kms', keyArn: KEY, bucketKeyEnabled: true }, `SSE-KMS with key ${KEY} and an S3 Bucket Key`],
  [{ algorithm: 'aws:kms', keyArn: KEY, ownKey: true }, 'SSE-KMS with a key of its own'],
  [{ algorithm: 'aws:kms', ownKey: true }, 'SSE-KMS with a key of its own'],
  [{ algorithm: 'aws:kms:dsse' }, 'DSSE-KMS with the AWS managed key aws/s3'],
  [{ algorithm: 'aws:kms:dsse', keyArn: KEY, ownKey: false }, `DSSE-KMS with key ${KEY}`],
])('%j reads %s', (described, expected) => {
  expect(describedEncryption(setUp().bucket, described)).toBe(expected);
});

describe('a default encryption that is chosen again', () => {
  const { key, other } = setUp();
  const CHOICES: [string, DefaultEncryption][] = [
    ['SSE-S3', DefaultEncryption.sseS3()],
    ['the AWS managed key', DefaultEncryption.sseKmsAwsManaged({ bucketKey: false })],
    ['the AWS managed key, with an S3 Bucket Key', DefaultEncryption.sseKmsAwsManaged({ bucketKey: true })],
    ['the AWS managed key twice', DefaultEncryption.dsseKmsAwsManaged()],
    ['a key of its own', DefaultEncryption.sseKms({ bucketKey: false })],
    ['a key of its own, with an S3 Bucket Key', DefaultEncryption.sseKms({ bucketKey: true })],
    ['a key of its own, twice', DefaultEncryption.dsseKms()],
    ['a key', DefaultEncryption.sseKms({ key, bucketKey: false })],
    ['a key, with an S3 Bucket Key', DefaultEncryption.sseKms({ key, bucketKey: true })],
    ['another key', DefaultEncryption.sseKms({ key: other, bucketKey: false })],
    ['a key, twice', DefaultEncryption.dsseKms({ key })],
  ];

  test.each(CHOICES)('%s is the same as itself only', (name, chosen) => {
    const { algorithm, bucketKeyEnabled, keyArn, ownKey = false } = chosenDefault(chosen);
    const made = ownKey ? 'the ARN of the key that was made' : keyArn;
    const settled: SettledDefault = {
      algorithm, bucketKeyEnabled: bucketKeyEnabled!, keyArn: made, ownKey, broughtKey: true, replaces: false, chosenBy: ChosenBy.MIXIN,
    };
    expect(CHOICES.filter(([, one]) => isSameDefault(settled, one)).map(([same]) => same)).toEqual([name]);
  });

  test('is refused with both, and with what to do', () => {
    const { bucket } = setUp();
    expect(settledDefault(bucket)).toBeUndefined();
    const settled: SettledDefault = { algorithm: 'aws:kms', bucketKeyEnabled: true, ownKey: true, broughtKey: true, replaces: false, chosenBy: ChosenBy.MIXIN };
    settleDefault(bucket, settled);
    expect(settledDefault(bucket)).toBe(settled);
    const { message } = secondDefault(bucket, settled, DefaultEncryption.sseS3());
    expect(message).toMatch(/^Stack\/Bucket: cannot set the default encryption to SSE-S3: it is already set to SSE-KMS with a key of its own and an S3 Bucket Key\./);
    expect(message).toContain(' Fix: choose one default encryption for the bucket (an EncryptedBucket has defaultEncryption, a LogBucket is always SSE-S3). '
      + 'If a mixin applies to many buckets, set its option onlyWhereUndeclared to true, and apply it after the others.');
  });
});

describe('what contradicts what was applied before', () => {
  const withOwnKey = (bucket: s3.CfnBucket) =>
    new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms({ key: kms.Key.fromKeyArn(bucket, 'Own', KEY.replace('1234abcd', '00000000')) }));
  const apply = (bucket: s3.CfnBucket, ...all: Parameters<s3.CfnBucket['with']>) => () => { bucket.with(...all); };

  test.each([
    ['blocked', 'BucketSseCAllowed', () => [new mixins.BucketSseCBlocked(), new mixins.BucketSseCAllowed()]],
    ['allowed', 'BucketSseCBlocked', () => [new mixins.BucketSseCAllowed(), new mixins.BucketSseCBlocked()]],
  ])('customer-provided keys are %s', (before, mixin, make) => {
    expect(apply(setUp().bucket, ...make())).toThrow(new RegExp(`^Stack/Bucket: ${mixin} cannot be applied: customer-provided keys \\(SSE-C\\) are already ${before} for the bucket.* `
      + 'Fix: apply either BucketSseCBlocked or BucketSseCAllowed to the bucket \\(an EncryptedBucket has customerProvidedKeys, a LogBucket always blocks SSE-C\\)\\.$'));
  });

  test.each<[string, (keys: kms.IKey[]) => UploadEncryption[], string]>([
    ['any, then the default', () => [UploadEncryption.any(), UploadEncryption.bucketDefault()],
      'cannot accept only uploads of the default encryption: the bucket is already set to accept uploads with any encryption'],
    ['the default, then any', () => [UploadEncryption.bucketDefault(), UploadEncryption.any()],
      'cannot accept uploads with any encryption: the bucket is already set to accept only uploads of the default encryption'],
    ['more keys', ([one, two]) => [UploadEncryption.bucketDefault({ acceptedKeys: [one] }), UploadEncryption.bucketDefault({ acceptedKeys: [one, two] })],
      `cannot accept only uploads of the default encryption and of the accepted keys ${KEY}, ${OTHER}: the bucket is already set to accept only uploads of the default encryption and of the accepted keys ${KEY}`],
    ['another key', ([one, two]) => [UploadEncryption.bucketDefault({ acceptedKeys: [one] }), UploadEncryption.bucketDefault({ acceptedKeys: [two] })], OTHER],
  ])('uploads are held: %s', (_, make, message) => {
    const { bucket, key, other } = setUp();
    const all = make([key, other]).map((one) => new mixins.BucketUploadEncryption(one));
    expect(apply(bucket, withOwnKey(bucket), ...all))
      .toThrow(`Stack/Bucket: BucketUploadEncryption ${message.startsWith('cannot') ? message : 'cannot accept'}`);
    expect(apply(bucket, all[1])).toThrow(message);
    expect(apply(bucket, all[0])).not.toThrow();
  });

  test('uploads are held in the same way, in another order of keys', () => {
    const { bucket, key, other } = setUp();
    const held = (...acceptedKeys: kms.IKey[]) => new mixins.BucketUploadEncryption(UploadEncryption.bucketDefault({ acceptedKeys }));
    bucket.with(withOwnKey(bucket), held(key, other));
    expect(apply(bucket, held(other, key))).not.toThrow();
    expect(apply(bucket, held(key))).toThrow('cannot accept');
  });
});
