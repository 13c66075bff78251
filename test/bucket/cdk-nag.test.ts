import { AwsSolutionsChecks, HIPAASecurityChecks, NIST80053R5Checks, type NagPack, PCIDSS321Checks } from 'cdk-nag';
import { DefaultEncryption, EncryptedBucket } from '../../src';
import { aStack } from '../support/stacks';

/** Findings that stand, each with the reason. */
const LEFT_TO_THE_CALLER = {
  // Where access logs go is the caller's decision: nobody but the caller has the log bucket.
  'AwsSolutions-S1': 'access logs',
  'NIST.800.53.R5-S3BucketLoggingEnabled': 'access logs',
  'HIPAA.Security-S3BucketLoggingEnabled': 'access logs',
  'PCI.DSS.321-S3BucketLoggingEnabled': 'access logs',
  // Replication doubles the cost of a bucket, and needs a second Region.
  'NIST.800.53.R5-S3BucketReplicationEnabled': 'replication',
  'HIPAA.Security-S3BucketReplicationEnabled': 'replication',
  'PCI.DSS.321-S3BucketReplicationEnabled': 'replication',
};

/**
 * The rule is wrong about DSSE-KMS: it accepts `aws:kms` only, while DSSE-KMS is encryption under a KMS key, twice.
 * Security Hub's control S3.17, which it stands for, accepts both.
 */
const WRONG_ABOUT_DSSE = [
  'NIST.800.53.R5-S3DefaultEncryptionKMS',
  'HIPAA.Security-S3DefaultEncryptionKMS',
  'PCI.DSS.321-S3DefaultEncryptionKMS',
];

const PACKS: (new () => NagPack)[] = [AwsSolutionsChecks, NIST80053R5Checks, HIPAASecurityChecks, PCIDSS321Checks];

function findings(defaultEncryption?: DefaultEncryption): string[] {
  const stack = aStack();
  new EncryptedBucket(stack, 'Bucket', { defaultEncryption });
  return PACKS.flatMap((Pack) => new Pack().validateScope(stack).violations.map((violation) => violation.ruleName));
}

test('the packs do find fault, with SSE-S3 for one', () => {
  // Otherwise an empty list below would prove nothing.
  expect(findings(DefaultEncryption.sseS3())).toEqual(expect.arrayContaining(WRONG_ABOUT_DSSE));
});

test.each([
  ['by default', undefined],
  ['with SSE-KMS', DefaultEncryption.sseKms()],
  ['with SSE-KMS and aws/s3', DefaultEncryption.sseKmsAwsManaged()],
])('%s only access logs and replication are left to the caller', (_, encryption) => {
  expect(findings(encryption).sort()).toEqual(Object.keys(LEFT_TO_THE_CALLER).sort());
});

test.each([
  ['with DSSE-KMS', DefaultEncryption.dsseKms()],
  ['with DSSE-KMS and aws/s3', DefaultEncryption.dsseKmsAwsManaged()],
])('%s the packs also call DSSE-KMS no KMS encryption, which is wrong', (_, encryption) => {
  expect(findings(encryption).sort()).toEqual([...Object.keys(LEFT_TO_THE_CALLER), ...WRONG_ABOUT_DSSE].sort());
});
