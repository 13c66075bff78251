import { Ternary } from '../../../template';
import { type AlikeBucket, Bucket, takesSseS3OnlyLogs, usesKms } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const kmsDefaultEncryption: Rule = {
  metadata: {
    name: 'KmsDefaultEncryption',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Buckets encrypt with KMS keys by default',
    why: 'With SSE-S3 whoever may read an object may decrypt it: no second permission stands in the way, no key can be disabled when data '
      + 'leaks, and no log tells who used it.',
    fix: 'Use EncryptedBucket, whose default is SSE-KMS, or apply mixins.BucketDefaultEncryption with DefaultEncryption.sseKms(), or set '
      + 'SSEAlgorithm to aws:kms or aws:kms:dsse. Buckets that only take SSE-S3, such as targets of access logs, are left out.',
    controls: {
      securityHub: ['S3.17'],
      awsConfig: ['s3-default-encryption-kms'],
      nist80053r5: ['AU-9', 'CA-9(1)', 'CM-3(6)', 'SC-12(2)', 'SC-13', 'SC-28', 'SC-28(1)', 'SC-7(10)', 'SI-7(6)'],
      pciDss4: ['3.5.1'],
    },
    links: [
      'https://docs.aws.amazon.com/securityhub/latest/userguide/s3-controls.html#s3-17',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const answer = bucket.ask(encryptsWithKms);
      if (answer === Ternary.YES || takesSseS3OnlyLogs(posture, bucket)) { continue; }
      const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');
      yield answer === Ternary.NO
        ? violation(bucket.resource, property, 'The bucket does not encrypt with a KMS key by default.')
        : cannotTell(bucket.resource, property, `It cannot be told whether the bucket encrypts with a KMS key by default: ${reasonOf(bucket.algorithm)}.`);
    }
  },
};

function encryptsWithKms({ algorithm }: AlikeBucket): Ternary {
  return judge(algorithm, usesKms);
}
