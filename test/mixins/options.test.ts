import { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import { mixins } from '../../src';
import { aStack } from '../support/stacks';

const wrong = (value: unknown) => value as never;
const errorOf = (mixin: IMixin): string => {
  try {
    mixin.applyTo(new s3.CfnBucket(aStack(), 'Bucket'));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test.each<[string, IMixin, RegExp]>([
  ['no default encryption', new mixins.BucketDefaultEncryption(wrong('aws:kms')), /^Stack\/Bucket: defaultEncryption cannot be "aws:kms"/],
  ['options without a default encryption', new mixins.BucketDefaultEncryption(wrong(undefined), { onlyWhereUndeclared: true }), /^Stack\/Bucket: defaultEncryption cannot be left out\./],
  ['no list of administrators', new mixins.BucketEncryptionGuard({ administrators: wrong('arn:aws:iam::111122223333:role/a') }), /^Stack\/Bucket: administrators cannot be /],
  ['an administrator that is text', new mixins.BucketEncryptionGuard({ administrators: [wrong('arn:aws:iam::111122223333:role/a')] }), /^Stack\/Bucket: administrators\[0\] cannot be /],
  ['no default encryption of a migration', new mixins.BucketLegacyPolicyMigration({ defaultEncryption: wrong('AES256') }), /^Stack\/Bucket: defaultEncryption cannot be "AES256"/],
  ['a flag that is text', new mixins.BucketSignatureVersion4({ allowListOnly: wrong('false') }), /^Stack\/Bucket: allowListOnly cannot be "false"/],
  ['a flag of SSE-C that is text', new mixins.BucketSseCAllowed({ required: wrong('false') }), /^Stack\/Bucket: required cannot be "false"/],
  ['no upload encryption', new mixins.BucketUploadEncryption(wrong('any')), /^Stack\/Bucket: uploadEncryption cannot be "any"/],
  ['nothing as upload encryption', new mixins.BucketUploadEncryption(wrong(null)), /^Stack\/Bucket: uploadEncryption cannot be null/],
])('%s is refused, as languages without type checks allow it', (_, mixin, message) => {
  expect(errorOf(mixin)).toMatch(message);
});
