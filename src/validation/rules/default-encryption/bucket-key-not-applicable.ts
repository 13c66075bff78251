import { SseAlgorithm } from '../../../encryption';
import { any, at, Ternary } from '../../../template';
import { type AlikeBucket, Bucket } from '../../posture';
import { eachKind } from '../private/each-kind';
import { type EncryptionChoice, encryptionChoices } from '../private/encryption-choices';
import { isTrue, judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Status, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const bucketKeyNotApplicable: Rule = {
  metadata: {
    name: 'BucketKeyNotApplicable',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'S3 Bucket Keys are enabled for SSE-KMS only',
    why: 'S3 Bucket Keys are for SSE-KMS only. With SSE-S3 the setting has no effect, and DSSE-KMS doesn\'t support it. Requests to AWS '
      + 'KMS aren\'t reduced, and policies that expect the encryption context of a Bucket Key don\'t match.',
    fix: 'Remove BucketKeyEnabled, or use SSE-KMS: DefaultEncryption.sseKms() enables a Bucket Key.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html'],
  },

  check: (posture) => eachKind(posture, judged),
};

function judged(bucket: AlikeBucket): Finding<unknown>[] {
  if (at(bucket.encryptionRule, 'BucketKeyEnabled') === undefined) { return []; }
  const wrong = encryptionChoices(bucket).flatMap((choice) => finding(bucket, choice) ?? []);
  const worst = wrong.find(({ status }) => status === Status.VIOLATION) ?? wrong[0];
  return worst ? [worst] : [];
}

function finding({ resource }: AlikeBucket, { algorithm, bucketKey, bucketKeyCertain }: EncryptionChoice<unknown>): Finding<unknown> | undefined {
  const answer = any([judge(algorithm, (known) => known === SseAlgorithm.SSE_KMS), judge(bucketKey, (known) => !isTrue(known))]);
  if (answer === Ternary.YES) { return undefined; }
  const property = Bucket.rulePath('BucketKeyEnabled');
  if (answer === Ternary.NO && bucketKeyCertain) {
    return violation(resource, property, 'The bucket enables an S3 Bucket Key, which '
      + `${algorithm === SseAlgorithm.DSSE_KMS ? 'DSSE-KMS does not support' : 'has no effect with SSE-S3'}.`);
  }
  const reason = reasonOf(algorithm) || reasonOf(bucketKey) || 'both depend on the deployment';
  return cannotTell(resource, property, `It cannot be determined whether the bucket enables an S3 Bucket Key without SSE-KMS: ${reason}.`);
}
