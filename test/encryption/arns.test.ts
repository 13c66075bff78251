import { Aws } from 'aws-cdk-lib';
import { bucketArnOf, isAccountId, isBucketArn, roleArnOf } from '../../src/encryption/arns';

test.each([['111122223333', true], ['11112222333', false], ['1111222233334', false], ['arn:aws:iam::111122223333:root', false], [Aws.ACCOUNT_ID, false], ['*', false]])(
  '%s is the ID of an account: %s', (text, expected) => {
    expect(isAccountId(text)).toBe(expected);
  });

test('the ARN of a bucket', () => {
  expect(bucketArnOf('aws-cn', 'my-bucket')).toBe('arn:aws-cn:s3:::my-bucket');
});

test.each([
  ['arn:aws:s3:::my-bucket', true], [bucketArnOf(Aws.PARTITION, 'my-bucket'), true], ['arn:aws:s3:::my-bucket/*', false], ['arn:aws:s3:::my-*', false],
  ['arn:aws:s3:::', false], ['my-bucket', false], ['x:arn:aws:s3:::my-bucket', false], ['arn::s3:::my-bucket', false], ['arn:aws:s3:eu-central-1:111122223333:accesspoint/mine', false],
])('%s is the ARN of one bucket: %s', (text, expected) => {
  expect(isBucketArn(text)).toBe(expected);
});

test('the ARN of a role has its path', () => {
  expect(roleArnOf('aws', '111122223333', '/my-role')).toBe('arn:aws:iam::111122223333:role/my-role');
  expect(roleArnOf('aws', '111122223333', '/path/my-role')).toBe('arn:aws:iam::111122223333:role/path/my-role');
});
