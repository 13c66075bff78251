import { aws_s3 as s3, RemovalPolicy } from 'aws-cdk-lib';
import { EncryptedBucket, LogBucket } from '../../src';
import { areOwnProps, asOwnProps, chosenRemoval, decidesItself, discardInjected, retainUnlessChosen } from '../../src/mixins/discard-injected';
import { aStack, theResource } from '../support/stacks';

const resourceOf = (bucket: s3.Bucket) => bucket.node.defaultChild as s3.CfnBucket;

describe('what an injector has set is discarded', () => {
  test.each<[string, s3.BucketProps]>([
    ['encryption with a key of its own', { encryption: s3.BucketEncryption.KMS }],
    ['encryption without a key', { encryption: s3.BucketEncryption.KMS_MANAGED }],
    ['public access', { blockPublicAccess: s3.BlockPublicAccess.BLOCK_ACLS_ONLY }],
    ['ACLs', { objectOwnership: s3.ObjectOwnership.OBJECT_WRITER }],
    ['nothing', {}],
  ])('%s', (_, props) => {
    const stack = aStack();
    const bucket = new s3.Bucket(stack, 'Bucket', props);
    discardInjected(bucket);
    expect(bucket.encryptionKey).toBeUndefined();
    expect(bucket.node.tryFindChild('Key')).toBeUndefined();
    expect(theResource(stack, 'AWS::S3::Bucket')).toEqual({
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
      OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
    });
  });

  test('and the bucket decides itself from then on', () => {
    const bucket = new s3.Bucket(aStack(), 'Bucket');
    expect(decidesItself(resourceOf(bucket))).toBe(false);
    discardInjected(bucket);
    expect(decidesItself(resourceOf(bucket))).toBe(true);
  });
});

test('buckets of this library decide themselves', () => {
  const stack = aStack();
  expect([new EncryptedBucket(stack, 'Data'), new LogBucket(stack, 'Logs')].map((bucket) => decidesItself(resourceOf(bucket)))).toEqual([true, true]);
});

test('an injector tells the props of buckets of this library from those of others, also when it copies them', () => {
  const own = asOwnProps({ versioned: true });
  expect([own, { ...own, versioned: false }, { versioned: true }].map(areOwnProps)).toEqual([true, true, false]);
  expect(own.versioned).toBe(true);
  expect(Object.keys(own)).toEqual(['versioned']);
});

test('of the props only those that are chosen reach the bucket: objects stay, unless they shall go', () => {
  expect(chosenRemoval({ bucketName: 'name' })).toEqual({ removalPolicy: undefined, autoDeleteObjects: false });
  const gone = { removalPolicy: RemovalPolicy.DESTROY, autoDeleteObjects: true };
  expect(chosenRemoval(gone)).toEqual(gone);
});

describe('what becomes of a bucket that leaves its stack', () => {
  /** What is chosen, what an injector has the bucket be, and what becomes of it. */
  test.each<[string, Parameters<typeof retainUnlessChosen>[1], RemovalPolicy | undefined, string]>([
    ['nothing is chosen', {}, undefined, 'Retain'],
    ['nothing is chosen for a name', { bucketName: 'name' }, undefined, 'RetainExceptOnCreate'],
    ['nothing is chosen for the beginning of a name', { bucketNamePrefix: 'name-' }, undefined, 'RetainExceptOnCreate'],
    ['an injector deletes it', { bucketName: 'name' }, RemovalPolicy.DESTROY, 'Delete'],
    ['an injector retains it as CDK does', { bucketName: 'name' }, RemovalPolicy.RETAIN, 'RetainExceptOnCreate'],
    ['it is chosen that it stays', { bucketName: 'name', removalPolicy: RemovalPolicy.RETAIN }, RemovalPolicy.RETAIN, 'Retain'],
    ['it is chosen that it goes', { bucketName: 'name', removalPolicy: RemovalPolicy.DESTROY }, RemovalPolicy.DESTROY, 'Delete'],
  ])('%s', (_, props, removalPolicy, expected) => {
    const bucket = new s3.Bucket(aStack(), 'Bucket', { removalPolicy });
    retainUnlessChosen(bucket, props);
    expect(resourceOf(bucket).cfnOptions.deletionPolicy).toBe(expected);
  });
});
