import { aws_iam as iam, aws_kms as kms, aws_s3 as s3, type Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { DefaultEncryption, mixins, UploadEncryption } from '../../src';
import { areCustomerProvidedKeysChosen, areUploadsChosen, isDefaultSettled } from '../../src/mixins/internal';
import { aStack, bucketPolicyStatements, theResource } from '../support/stacks';

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const WITH_KEY = { serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: KEY } }] };

const sids = (stack: Stack) => Object.keys(bucketPolicyStatements(stack)).sort();
const OF_KEY = ['DenyKmsWithoutKey', 'DenyOtherEncryptionAlgorithms', 'DenyOtherEncryptionKeys'];

describe('what uploads may ask for follows the default encryption', () => {
  const sseS3 = new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3());

  test('from one with a key to one without', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketEncryption: WITH_KEY });
    bucket.with(new mixins.BucketUploadEncryption(), sseS3);
    expect(sids(stack)).toEqual(['DenyOtherEncryptionAlgorithms']);
    expect(bucketPolicyStatements(stack).DenyOtherEncryptionAlgorithms).toMatchObject({ Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } } });
  });

  test('from one key to another', () => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket', { bucketEncryption: WITH_KEY });
    bucket.with(new mixins.BucketUploadEncryption(), new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3(), { onlyWhereUndeclared: true }));
    const key = kms.Key.fromKeyArn(stack, 'Other', `${KEY}2`);
    bucket.with(new mixins.BucketDefaultEncryption(DefaultEncryption.dsseKms({ key })));
    expect(sids(stack)).toEqual(OF_KEY);
    expect(bucketPolicyStatements(stack).DenyOtherEncryptionKeys).toMatchObject({ Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': `${KEY}2` } } });
  });

  test('unless uploads may ask for anything', () => {
    const stack = aStack();
    new s3.CfnBucket(stack, 'Bucket').with(new mixins.BucketUploadEncryption(UploadEncryption.any()), sseS3, new mixins.BucketSecureTransport());
    expect(sids(stack)).toEqual(['DenyInsecureTransport', 'DenyOutdatedTls']);
  });

  test('but statements in a document of CDK cannot be taken back, which is an error', () => {
    const bucket = new s3.CfnBucket(aStack(), 'Bucket', { bucketEncryption: WITH_KEY });
    new s3.CfnBucketPolicy(bucket.stack, 'Policy', { bucket: bucket.ref, policyDocument: new iam.PolicyDocument() });
    bucket.with(new mixins.BucketUploadEncryption());
    expect(() => bucket.with(sseS3)).toThrow('Stack/Bucket: BucketUploadEncryption restricts uploads to the former key of the bucket, but the default encryption is now SSE-S3. '
      + 'Fix: apply BucketDefaultEncryption before BucketUploadEncryption.');
  });
});

describe('a migration beside another default encryption', () => {
  const legacy = (bucket: s3.CfnBucket) => ({
    Version: '2012-10-17',
    Statement: [{
      Sid: 'Other',
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: `${bucket.attrArn}/*`,
      Condition: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'aws:kms' } },
    }],
  });
  const migrated = (...before: mixins.BucketDefaultEncryption[]) => {
    const stack = aStack();
    const bucket = new s3.CfnBucket(stack, 'Bucket');
    new s3.CfnBucketPolicy(stack, 'Policy', { bucket: bucket.ref, policyDocument: legacy(bucket) });
    bucket.with(...before, new mixins.BucketLegacyPolicyMigration());
    return stack;
  };

  test.each<[string, mixins.BucketDefaultEncryption]>([
    ['that was chosen for the bucket', new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3())],
    ['that was chosen where none is declared', new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3(), { onlyWhereUndeclared: true })],
  ])('%s leaves the policy as it is, and says why', (_, before) => {
    const stack = migrated(before);
    expect(sids(stack)).toEqual(['Other']);
    expect(theResource(stack, 'AWS::S3::Bucket').BucketEncryption.ServerSideEncryptionConfiguration[0].ServerSideEncryptionByDefault).toEqual({ SSEAlgorithm: 'AES256' });
    Annotations.fromStack(stack).hasWarning('/Stack/Bucket', Match.stringLikeRegexp('is left unchanged: .*; the bucket has another default encryption: SSE-S3\\. Fix: '));
  });

  test('that is the same has its statements replaced', () => {
    const stack = migrated(new mixins.BucketDefaultEncryption(DefaultEncryption.sseKmsAwsManaged({ bucketKey: false })));
    expect(sids(stack)).toEqual(['Other', 'OtherCustomerKey', 'OtherPlainHttp']);
    Annotations.fromStack(stack).hasNoWarning('*', Match.anyValue());
  });
});

test('what mixins have chosen is known to what comes later', () => {
  const stack = aStack();
  const asked = (...applied: Parameters<s3.CfnBucket['with']>) => {
    const bucket = new s3.CfnBucket(stack, `Bucket${stack.node.children.length}`).with(...applied) as s3.CfnBucket;
    return [isDefaultSettled(bucket), areUploadsChosen(bucket), areCustomerProvidedKeysChosen(bucket)];
  };
  expect(asked()).toEqual([false, false, false]);
  expect(asked(new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3()))).toEqual([true, false, false]);
  expect(asked(new mixins.BucketUploadEncryption())).toEqual([false, true, false]);
  expect(asked(new mixins.BucketUploadEncryption(UploadEncryption.any()))).toEqual([false, true, false]);
  expect(asked(new mixins.BucketSseCAllowed())).toEqual([false, false, true]);
  expect(asked(new mixins.BucketSseCBlocked())).toEqual([false, false, true]);
});
