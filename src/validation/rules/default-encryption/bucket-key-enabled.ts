import { SseAlgorithm } from '../../../encryption';
import { at, Ternary } from '../../../template';
import { type AlikeBucket, Bucket } from '../../posture';
import { eachKind } from '../private/each-kind';
import { isTrue, judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const bucketKeyEnabled: Rule = {
  metadata: {
    name: 'BucketKeyEnabled',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'SSE-KMS buckets use an S3 Bucket Key',
    why: 'Without an S3 Bucket Key every object that is written or read costs a request to AWS KMS, which is paid for and counts towards '
      + 'the request quota that all keys of the account share in the Region: busy buckets are throttled, and others with them.',
    fix: 'Set BucketKeyEnabled to true: DefaultEncryption.sseKms() does so, the L2 if bucketKeyEnabled is true. Policies with an '
      + 'encryption context must then allow the bucket\'s ARN beside the objects\'.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html'],
  },

  check: (posture) => eachKind(posture, judged),
};

function* judged(bucket: AlikeBucket): Iterable<Finding<unknown>> {
  const { algorithm } = bucket;
  const applies = judge(algorithm, (known) => known !== SseAlgorithm.SSE_KMS);
  if (applies === Ternary.YES) { return; }
  const bucketKey = at(bucket.encryptionRule, 'BucketKeyEnabled');
  const answer = judge(bucketKey, isTrue);
  if (answer === Ternary.YES) { return; }
  const property = Bucket.rulePath('BucketKeyEnabled');
  if (answer === Ternary.NO && applies === Ternary.NO) {
    yield violation(bucket.resource, property, 'The bucket encrypts with SSE-KMS and has no S3 Bucket Key.');
  } else {
    const reason = reasonOf(applies === Ternary.UNKNOWN ? algorithm : bucketKey);
    yield cannotTell(bucket.resource, property, `It cannot be told whether the bucket uses SSE-KMS without an S3 Bucket Key: ${reason}.`);
  }
}
