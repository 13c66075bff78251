import { SseAlgorithm } from '../../../encryption';
import { Ternary } from '../../../template';
import { Bucket, takesSseS3OnlyLogs } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const dualLayerDefaultEncryption: Rule = {
  metadata: {
    name: 'DualLayerDefaultEncryption',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.ERROR,
    preset: Preset.OPT_IN,
    title: 'Buckets use dual-layer encryption (DSSE-KMS) by default',
    why: 'National security systems that follow CNSSP 15 require two independent layers of encryption for data at rest. Objects that are '
      + 'written with one layer must be encrypted again before they comply.',
    fix: 'Use DefaultEncryption.dsseKms() with EncryptedBucket or mixins.BucketDefaultEncryption, set encryption of s3.Bucket to '
      + 'BucketEncryption.DSSE, or set SSEAlgorithm to aws:kms:dsse. Buckets that support SSE-S3 only, such as targets of server '
      + 'access logs, aren\'t checked.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingDSSEncryption.html'],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      const { algorithm } = bucket;
      const answer = judge(algorithm, (known) => known === SseAlgorithm.DSSE_KMS);
      if (answer === Ternary.YES || takesSseS3OnlyLogs(posture, bucket)) { continue; }
      const property = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');
      yield answer === Ternary.NO
        ? violation(bucket.resource, property, 'The bucket does not encrypt in two layers (DSSE-KMS) by default.')
        : cannotTell(bucket.resource, property,
          `It cannot be determined whether the bucket encrypts in two layers (DSSE-KMS) by default: ${reasonOf(algorithm)}.`);
    }
  },
};
