import { App, aws_iam as iam, Duration, Stack } from 'aws-cdk-lib';
import {
  DefaultEncryption, EncryptedBucket, type EncryptedBucketProps, EncryptionContext, EncryptionKey, RuleSet, S3EncryptionChecks, UploadEncryption,
} from '../../src';

const strict = (stack: Stack) => new S3EncryptionChecks(undefined, { ruleSet: RuleSet.strict() }).validateScope(stack)
  .violations.map((violation) => `${violation.severity} ${violation.ruleName}`);

const custodian = () => new iam.ArnPrincipal('arn:aws:iam::111122223333:role/Custodian');

test.each<[string, (stack: Stack) => EncryptedBucketProps]>([
  ['with administrators', (stack) => ({
    defaultEncryption: DefaultEncryption.sseKms({ key: new EncryptionKey(stack, 'Key', { administrators: [custodian()] }) }),
    encryptionAdministrators: [custodian()],
  })],
  ['with contexts for each bucket', (stack) => ({
    bucketName: 'data',
    defaultEncryption: DefaultEncryption.sseKms({
      key: new EncryptionKey(stack, 'Key', { encryptionContexts: ['data', 'more'].map((name) => EncryptionContext.ofBucket(`arn:aws:s3:::${name}`)) }),
    }),
  })],
  ['with another rotation', (stack) => ({
    defaultEncryption: DefaultEncryption.dsseKms({ key: new EncryptionKey(stack, 'Key', { rotationPeriod: Duration.days(90) }) }),
  })],
  ['with client-side encryption', (stack) => {
    const key = new EncryptionKey(stack, 'Key');
    key.grantClientSideEncryption(new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }));
    return { defaultEncryption: DefaultEncryption.sseKms({ key }) };
  }],
])('a bucket and its key pass the strict rules: %s', (_, props) => {
  const stack = new Stack(new App(), 'Stack');
  new EncryptedBucket(stack, 'Bucket', props(stack));
  // Where access logs go is the caller's decision.
  expect(strict(stack)).toEqual(['error AccessLoggingEnabled']);
});

test('a further key that demands encryption context passes the strict rules, but for the word that it is accepted', () => {
  const stack = new Stack(new App(), 'Stack');
  new EncryptedBucket(stack, 'Bucket', {
    uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [new EncryptionKey(stack, 'Key', { requiredEncryptionContext: { department: 'finance' } })] }),
  });
  expect(strict(stack)).toEqual(['info UploadEncryptionEnforced', 'error AccessLoggingEnabled']);
});
