import { aws_kms as kms, aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { DefaultEncryption, SseAlgorithm } from '../../../src';
import { demandedEncryption } from '../../../src/mixins/private/demanded-encryption';
import { aStack } from '../../support/stacks';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const shown = (encryption: DefaultEncryption | string) => (typeof encryption === 'string' ? encryption : {
  algorithm: encryption.algorithm,
  bucketKey: encryption.bucketKeyEnabled,
  customerManaged: encryption.customerManagedKey,
  key: encryption.key?.keyArn,
});
const demanded = (bucket: s3.CfnBucket, algorithm: SseAlgorithm, key?: string, document: unknown = {}) => (
  demandedEncryption(bucket, { algorithm, ...key === undefined ? {} : { key, keyJson: key } } as Parameters<typeof demandedEncryption>[1], document)
);

test.each<[SseAlgorithm, string | undefined, object]>([
  [SseAlgorithm.SSE_S3, undefined, { customerManaged: false }],
  [SseAlgorithm.SSE_KMS, undefined, { customerManaged: false }],
  [SseAlgorithm.DSSE_KMS, undefined, { customerManaged: false }],
  [SseAlgorithm.SSE_KMS, KEY, { customerManaged: true, key: KEY }],
  [SseAlgorithm.DSSE_KMS, KEY, { customerManaged: true, key: KEY }],
])('a policy that demands %s with key %s gets that, without an S3 Bucket Key', (algorithm, key, expected) => {
  expect(shown(demanded(new s3.CfnBucket(aStack(), 'Bucket'), algorithm, key))).toEqual({ algorithm, bucketKey: false, key: undefined, ...expected });
});

describe('an L2 bucket that has a key', () => {
  function bucketWith(arn: (key: kms.Key) => string) {
    const stack = aStack();
    const key = new kms.Key(stack, 'Key');
    const bucket = new s3.Bucket(stack, 'Bucket', { encryptionKey: key });
    return { key, made: demanded(bucket.node.defaultChild as s3.CfnBucket, SseAlgorithm.SSE_KMS, arn(key)) };
  }

  test('keeps it, if the policy demands that one', () => {
    const { key, made } = bucketWith(({ keyArn }) => keyArn);
    expect((made as DefaultEncryption).key).toBe(key);
  });

  test('keeps it, if the policy demands another one, which is said', () => {
    expect(bucketWith(() => KEY).made).toBe('the policy requires another key than Stack/Key, with which the bucket encrypts');
  });
});

describe('the key that a resolved policy names', () => {
  test('is found where the policy refers to it, also in lists', () => {
    const stack = aStack();
    const key = new kms.Key(new Stack(stack.node.root as never, 'Keys'), 'Key');
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    const document = { Statement: [null, 1, { Condition: { StringNotEquals: { key: ['text', key.keyArn] } } }] };
    const made = demandedEncryption(bucket, {
      algorithm: SseAlgorithm.SSE_KMS, key: 'known', keyJson: stack.resolve(key.keyArn),
    } as unknown as Parameters<typeof demandedEncryption>[1], document);
    expect((made as DefaultEncryption).key).toBe(key);
  });

  test('stands for itself, if the policy is written out', () => {
    const stack = aStack();
    const made = demandedEncryption(new s3.CfnBucket(stack, 'Bucket'), {
      algorithm: SseAlgorithm.SSE_KMS, key: 'known', keyJson: { Ref: 'KeyArn' },
    } as unknown as Parameters<typeof demandedEncryption>[1], { Statement: ['Ref'] });
    expect(stack.resolve((made as DefaultEncryption).key!.keyArn)).toEqual({ Ref: 'KeyArn' });
  });
});
