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
    title: 'Buckets use a KMS key for default encryption',
    why: 'With SSE-S3, every principal that can read an object can decrypt it: there is no second permission, no key to disable after a '
      + 'leak, and no log of key use.',
    fix: 'Use EncryptedBucket, whose default is SSE-KMS, apply mixins.BucketDefaultEncryption with DefaultEncryption.sseKms(), or set '
      + 'SSEAlgorithm to aws:kms or aws:kms:dsse. Buckets that support SSE-S3 only, such as targets of server access logs, aren\'t '
      + 'checked.',
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
        : cannotTell(bucket.resource, property, `It cannot be determined whether the bucket encrypts with a KMS key by default: ${reasonOf(bucket.algorithm)}.`);
    }
  },
};

function encryptsWithKms({ algorithm }: AlikeBucket): Ternary {
  return judge(algorithm, usesKms);
}
