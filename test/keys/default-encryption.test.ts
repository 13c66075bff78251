import { aws_kms as kms } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, EncryptedBucket } from '../../src';
import { aStack, theResource } from '../support/stacks';

/** The rule of default encryption, without what has nothing to do with it. */
function declared(defaultEncryption?: DefaultEncryption) {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', { defaultEncryption });
  const { BlockedEncryptionTypes: _, ...rule } = theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration[0];
  return { rule, template: Template.fromStack(stack) };
}

const OWN_KEY = 'arn:aws:kms:eu-west-1:111122223333:key/BucketKey7E4AEAB8';

test.each([
  ['nothing said', undefined,
    { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY } }],
  ['SSE-S3', DefaultEncryption.sseS3(),
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
  ['SSE-KMS', DefaultEncryption.sseKms(),
    { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY } }],
  ['SSE-KMS without a Bucket Key', DefaultEncryption.sseKms({ bucketKey: false }),
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: OWN_KEY } }],
  ['SSE-KMS with aws/s3', DefaultEncryption.sseKmsAwsManaged(),
    { BucketKeyEnabled: true, ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
  ['SSE-KMS with aws/s3, without a Bucket Key', DefaultEncryption.sseKmsAwsManaged({ bucketKey: false }),
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' } }],
  ['DSSE-KMS', DefaultEncryption.dsseKms(),
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse', KMSMasterKeyID: OWN_KEY } }],
  ['DSSE-KMS with aws/s3', DefaultEncryption.dsseKmsAwsManaged(),
    { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms:dsse' } }],
])('%s', (_, encryption, expected) => {
  const { rule, template } = declared(encryption);
  expect(rule).toEqual(expected);
  template.resourceCountIs('AWS::KMS::Key', JSON.stringify(expected).includes('KMSMasterKeyID') ? 1 : 0);
});

test.each([
  ['SSE-KMS', () => DefaultEncryption.sseKms()],
  ['DSSE-KMS', () => DefaultEncryption.dsseKms()],
])('the key that a bucket makes for %s rotates and stays when the stack goes', (_, encryption) => {
  declared(encryption()).template.hasResource('AWS::KMS::Key', {
    Properties: { EnableKeyRotation: true },
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('one value serves several buckets, each with a key of its own', () => {
  const stack = aStack();
  const defaultEncryption = DefaultEncryption.sseKms();
  new EncryptedBucket(stack, 'One', { defaultEncryption });
  new EncryptedBucket(stack, 'Two', { defaultEncryption });
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 2);
});

test('one given key serves several buckets', () => {
  const stack = aStack();
  const key = new kms.Key(stack, 'Key');
  for (const encryption of [DefaultEncryption.sseKms({ key }), DefaultEncryption.dsseKms({ key })]) {
    const bucket = new EncryptedBucket(stack, `Bucket${encryption.algorithm.length}`, { defaultEncryption: encryption });
    expect(bucket.encryptionKey).toBe(key);
  }
  Template.fromStack(stack).resourceCountIs('AWS::KMS::Key', 1);
});

test('a Bucket Key for DSSE-KMS cannot be typed, and is refused where types do not hold', () => {
  // @ts-expect-error there is no such option
  expect(() => DefaultEncryption.dsseKms({ bucketKey: true }))
    .toThrow('DefaultEncryption.dsseKms: bucketKey cannot be true: S3 Bucket Keys are not supported for DSSE-KMS. Fix: leave bucketKey out');
});

test.each([
  ['SSE-S3', () => (DefaultEncryption.sseS3 as (options: object) => unknown)({ bucketKey: true })],
  ['DSSE-KMS with aws/s3', () => (DefaultEncryption.dsseKmsAwsManaged as (options: object) => unknown)({ bucketKey: true })],
])('a Bucket Key for %s is refused where types do not hold', (_, asking) => {
  expect(asking).toThrow(/bucketKey cannot be true: .* Fix: /);
});
