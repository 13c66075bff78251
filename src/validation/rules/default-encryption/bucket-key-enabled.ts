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
    why: 'Without an S3 Bucket Key, S3 sends a request to AWS KMS for every object that is read or written. AWS charges for these '
      + 'requests, and they count toward the request quota that all keys of the account share in the Region, so a busy bucket can '
      + 'throttle others.',
    fix: 'Set BucketKeyEnabled to true: DefaultEncryption.sseKms() does, and s3.Bucket does if bucketKeyEnabled is true. If a policy has '
      + 'a condition on the encryption context, it must then allow the ARN of the bucket in addition to the ARNs of its objects.',
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
    yield cannotTell(bucket.resource, property, `It cannot be determined whether the bucket uses SSE-KMS without an S3 Bucket Key: ${reason}.`);
  }
}
