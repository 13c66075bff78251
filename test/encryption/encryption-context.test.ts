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
