import { App, aws_iam as iam, aws_s3 as s3, LegacyStackSynthesizer, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import type { IMixin } from 'constructs';
import { DefaultEncryption, mixins, TlsVersion } from '../../src';
import { aStack, bucketPolicyStatements } from '../support/stacks';

const bucketIn = (stack: Stack, ...all: IMixin[]) => new s3.CfnBucket(stack, 'Bucket').with(...all) as s3.CfnBucket;
const withoutRole = () => new Stack(new App(), 'Stack', { synthesizer: new LegacyStackSynthesizer() });
const ADMINISTRATORS = { administrators: [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')] };

/** All warnings of a stack with a bucket, without the ID with which they are acknowledged. */
function warnings(stack: Stack): string[] {
  return Annotations.fromStack(stack).findWarning('*', Match.anyValue()).map(({ entry: { data } }) => String(data).replace(/ \[ack: .*\]$/, ''));
}

describe('what may stop clients is told, with what to do', () => {
  test('TLS 1.3', () => {
    const stack = aStack();
    bucketIn(stack, new mixins.BucketSecureTransport({ minimumTlsVersion: TlsVersion.V1_3 }));
    expect(warnings(stack)).toEqual([
      expect.stringMatching(/^The bucket policy requires TLS 1\.3\. AWS PrivateLink .* Multi-Region Access Points .* S3 Replication and Batch Operations .* Fix: .*, or use TlsVersion\.V1_2\.$/),
    ]);
  });

  test('a website', () => {
    const stack = aStack();
    bucketIn(stack, new mixins.BucketSecureTransport()).websiteConfiguration = { indexDocument: 'index.html' };
    expect(warnings(stack)).toEqual([expect.stringMatching(
      /^The bucket is configured as a website, and its policy denies plain HTTP\. .* Fix: .* CloudFront .* remove the website configuration, or leave the bucket out of BucketSecureTransport\. .* acknowledge this warning\.$/,
    )]);
  });

  test('the allow list of signature versions, which no AWS service is denied', () => {
    const stack = aStack();
    bucketIn(stack, new mixins.BucketSignatureVersion4({ allowListOnly: true }));
    expect(warnings(stack)).toEqual([expect.stringMatching(
      /^Requests for which S3 reports no signature version are denied\. .* replication, Batch Operations and Multi-Region Access Points\. .* s3:InitiateReplication \(.+\), .* Fix: .*, or use SignatureVersion\.V4\.$/,
    )]);
  });
});

test('only Signature Version 2 and anonymous requests are denied without the allow list, and nobody is warned', () => {
  for (const options of [{}, { allowListOnly: false }]) {
    const stack = aStack();
    bucketIn(stack, new mixins.BucketSignatureVersion4(options));
    expect(Object.keys(bucketPolicyStatements(stack))).toEqual(['DenyAnonymousRequests', 'DenySignatureVersion2']);
    expect(warnings(stack)).toEqual([]);
  }
});

describe('a guard without a role with which CloudFormation deploys', () => {
  const NOBODY = 'encryptionAdministrators cannot be []: the bucket policy would allow only the root user to change or delete it, because the stack\'s synthesizer '
    + '(LegacyStackSynthesizer) defines no CloudFormation execution role. Fix: name the roles that deploy the stack in encryptionAdministrators '
    + '(administrators of mixins.BucketEncryptionGuard), or use a DefaultStackSynthesizer.';

  test('and without administrators locks everybody out, which is an error', () => {
    expect(bucketIn(withoutRole(), new mixins.BucketEncryptionGuard()).node.validate()).toEqual([NOBODY]);
    expect(bucketIn(withoutRole(), new mixins.BucketEncryptionGuard({ administrators: [] })).node.validate()).toEqual([NOBODY]);
  });

  test.each<[string, IMixin[]]>([
    ['administrators', [new mixins.BucketEncryptionGuard(ADMINISTRATORS)]],
    ['administrators that are named later', [new mixins.BucketEncryptionGuard(), new mixins.BucketEncryptionGuard(ADMINISTRATORS)]],
    ['administrators that were named before', [new mixins.BucketEncryptionGuard(ADMINISTRATORS), new mixins.BucketEncryptionGuard()]],
  ])('locks nobody out with %s, and says who has to be one of them', (_, guards) => {
    const stack = withoutRole();
    expect(bucketIn(stack, ...guards).node.validate()).toEqual([]);
    expect(new Set(warnings(stack))).toEqual(new Set([
      expect.stringMatching(/^The stack's synthesizer defines no CloudFormation execution role, .* Fix: add the callers to the encryption administrators of the bucket; .* neither its encryption nor its policy\.$/),
    ]));
  });

  test('is no matter where there is one', () => {
    const stack = aStack();
    expect(bucketIn(stack, new mixins.BucketEncryptionGuard()).node.validate()).toEqual([]);
    expect(warnings(stack)).toEqual([]);
  });
});

describe('a migration that is applied again', () => {
  const migration = (defaultEncryption?: DefaultEncryption) => new mixins.BucketLegacyPolicyMigration({ defaultEncryption });
  const DEMANDED = 'the default encryption that is declared or that the policy requires';

  test.each<[string, DefaultEncryption | undefined, DefaultEncryption | undefined, string, string]>([
    ['with a default encryption', undefined, DefaultEncryption.sseS3(), 'SSE-S3', DEMANDED],
    ['without one', DefaultEncryption.sseS3(), undefined, DEMANDED, 'SSE-S3'],
    ['with another one', DefaultEncryption.sseS3(), DefaultEncryption.dsseKms(), 'DSSE-KMS with a key of its own', 'SSE-S3'],
  ])('%s is refused', (_, one, other, asked, before) => {
    const bucket = bucketIn(aStack(), migration(one));
    expect(() => bucket.with(migration(other))).toThrow(`Stack/Bucket: BucketLegacyPolicyMigration cannot migrate the policy to ${asked}: it was already applied, to migrate it to ${before}. `
      + 'Fix: apply it to the bucket once, with one defaultEncryption.');
  });

  test.each<[string, DefaultEncryption | undefined]>([
    ['without a default encryption', undefined], ['with the same', DefaultEncryption.sseKmsAwsManaged()],
  ])('%s is the same', (_, encryption) => {
    const bucket = bucketIn(aStack(), migration(encryption));
    expect(() => bucket.with(migration(encryption))).not.toThrow();
  });
});
