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
  for (const pattern of ['arn:aws:s3:::*', 'arn:aws:s3:::?*', 'arn:*', '*']) {
    expect(() => EncryptionContext.ofBucketsMatching(pattern)).toThrow(/^EncryptionContext: bucketArnPattern cannot be .*: it matches every bucket\. Fix: /);
  }
});
