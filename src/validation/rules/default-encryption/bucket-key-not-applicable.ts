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
    title: 'S3 Bucket Keys are enabled only with SSE-KMS',
    why: 'S3 Bucket Keys exist for SSE-KMS alone. With SSE-S3 the setting has no effect, with DSSE-KMS it is not supported: who counts on '
      + 'fewer requests to AWS KMS pays for all of them, and policies with an encryption context fit the wrong form.',
    fix: 'Take BucketKeyEnabled away, or choose SSE-KMS: DefaultEncryption.sseKms() brings a Bucket Key, and the other choices have none.',
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
    return violation(resource, property, 'The bucket asks for an S3 Bucket Key, which '
      + `${algorithm === SseAlgorithm.DSSE_KMS ? 'DSSE-KMS does not support' : 'has no effect with SSE-S3'}.`);
  }
  const reason = reasonOf(algorithm) || reasonOf(bucketKey) || 'both depend on the deployment';
  return cannotTell(resource, property, `It cannot be told whether the bucket asks for an S3 Bucket Key without SSE-KMS: ${reason}.`);
}
