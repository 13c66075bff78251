import type { UploadDefault } from '../../../legacy-policy';
import { Ternary } from '../../../template';
import type { AlikeBucket } from '../../posture';
import { looksAt, type AlikeOutline } from '../private/policy-outline';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { findingsOf, verdictsOf } from './private/statement-verdicts';
import { type Denied, deniedUpload, mentionedEncryptions, showing, showingTheDefault, SSE_C_KEYS } from './private/uploads';

export const uploadPolicyMatchesDefault: Rule = {
  metadata: {
    name: 'UploadPolicyMatchesDefault',
    topic: Topic.UPLOADS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The bucket policy allows uploads that specify the bucket\'s default encryption',
    why: 'The bucket policy denies uploads that specify the default encryption of the bucket. Either uploads without headers are stored '
      + 'with encryption that the policy was meant to prevent, or every upload must override the default.',
    fix: 'Require the algorithm and the full key ARN of the default encryption in the statement, or change the default. EncryptedBucket '
      + 'and mixins.BucketUploadEncryption derive both from one setting.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption.html',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      yield* findingsOf(bucket, verdictsOf(bucket, contradicts),
        (statement, algorithm) => `The bucket policy denies uploads that specify the default encryption of bucket ${bucket.resource.logicalId}, `
          + `${algorithm === 'AES256' ? algorithm : `${algorithm} with its key`} (${statement}).`,
        'uploads that specify the default encryption');
    }
  },
};

/** Whether it denies the default encryption, and would not deny some other: then it is about encryption. */
function contradicts(denial: AlikeOutline, given: UploadDefault, bucket: AlikeBucket): Denied {
  // A bucket that takes SSE-C only denies every default, and means it.
  if (denial.elements !== undefined && looksAt(denial, SSE_C_KEYS)) { return { answer: Ternary.NO }; }
  const named = deniedUpload(bucket, denial, showingTheDefault(given));
  const { answer, otherwise } = named;
  if (answer !== Ternary.YES || otherwise === undefined) { return named; }
  // All conditions of a statement have to hold: what one upload tells of those on encryption, every upload tells.
  const others = mentionedEncryptions(denial).map(([algorithm, key]) => otherwise(showing(algorithm, key)));
  return others.every((other) => other === Ternary.YES) ? { answer: Ternary.NO } : named;
}
