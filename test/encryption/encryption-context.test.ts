import { Aws, CfnParameter, Stack } from 'aws-cdk-lib';
import { EncryptionContext } from '../../src';

const ARN = 'arn:aws:s3:::data';

test('covers requests with and without a Bucket Key', () => {
  expect(EncryptionContext.ofBucket(ARN).toConditions()).toEqual({
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': [ARN, `${ARN}/*`] },
  });
});

test('can be confined to a key pattern; the Bucket Key knows none', () => {
  const context = EncryptionContext.ofBucket(ARN, 'invoices/*');
  expect([context.bucketArn, context.objectArnPattern]).toEqual([ARN, `${ARN}/invoices/*`]);
});

test('a bucket is one bucket; patterns have a name of their own', () => {
  for (const pattern of ['arn:aws:s3:::team-*', 'arn:aws:s3:::*', 'arn:aws:s3:::dat?']) {
    expect(() => EncryptionContext.ofBucket(pattern)).toThrow(/^EncryptionContext: bucketArn cannot be .* Fix: .*EncryptionContext\.ofBucketsMatching\(\)/);
  }
  expect(EncryptionContext.ofBucketsMatching('arn:aws:s3:::team-*', 'in/*').toConditions()).toEqual({
    StringLike: { 'kms:EncryptionContext:aws:s3:arn': ['arn:aws:s3:::team-*', 'arn:aws:s3:::team-*/in/*'] },
  });
  for (const pattern of ['arn:aws:s3:::*', 'arn:aws:s3:::?*', 'arn:*', '*', 'arn:aws:s3*', 'a*', 'arn:aws:s3::*-logs', 'arn:*:s3:::team-*', 'arn:aws:s3:::*/', 'team-*']) {
    expect(() => EncryptionContext.ofBucketsMatching(pattern)).toThrow(/^EncryptionContext: bucketArnPattern cannot be .*: it contains no literal part of a bucket name\. Fix: /);
  }
});

test.each(['my-bucket', '', 'arn:aws:s3:::', 'arn:aws:s3:::data/object', 'arn:aws:kms:eu-west-1:111122223333:key/1'])('%j is no ARN of a bucket', (arn) => {
  expect(() => EncryptionContext.ofBucket(arn)).toThrow(
    `EncryptionContext: bucketArn cannot be ${JSON.stringify(arn)}. Fix: pass the ARN of one bucket, such as arn:aws:s3:::my-bucket.`);
});

test('the ARN of a bucket may be known at deployment only, or in parts', () => {
  const parameter = new CfnParameter(new Stack(), 'Parameter').valueAsString;
  for (const arn of [parameter, `arn:${Aws.PARTITION}:s3:::data`, `arn:aws:s3:::${parameter}`]) {
    expect(EncryptionContext.ofBucket(arn)).toMatchObject({ bucketArn: arn, objectArnPattern: `${arn}/*` });
  }
});

test.each(['arn:aws:s3:::t*', 'arn:aws:s3:::*-logs', 'arn:aws:s3:::**-logs', 'arn:aws:s3:::???-logs-*', 'arn:aws-cn:s3:::team-*'])('%s matches some buckets, with all of their objects', (pattern) => {
  expect(EncryptionContext.ofBucketsMatching(pattern)).toMatchObject({ bucketArn: pattern, objectArnPattern: `${pattern}/*` });
});

test.each(['x-arn:aws:s3:::team-*', 'arn:aws:s3:::team-*/in', 'arn:aws:s3:::team:*', 'arn::s3:::team-*', 'arn:aws:s3:::'])('%s is no pattern of buckets', (pattern) => {
  expect(() => EncryptionContext.ofBucketsMatching(pattern)).toThrow(/it contains no literal part of a bucket name/);
});

test('parts of a pattern may be known at deployment only', () => {
  const parameter = new CfnParameter(new Stack(), 'Parameter').valueAsString;
  for (const pattern of [`arn:${Aws.PARTITION}:s3:::team-*`, `arn:aws:s3:::${parameter}-*`, `arn:aws:s3:::*-${parameter}`, `${parameter}-*`]) {
    expect(EncryptionContext.ofBucketsMatching(pattern).bucketArn).toBe(pattern);
  }
});
