import { SseAlgorithm } from '../../../encryption';
import { all, not, Ternary } from '../../../template';
import { usesKms, type VectorIndex } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const vectorIndexNotWeaker: Rule = {
  metadata: {
    name: 'VectorIndexNotWeaker',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Vector indexes do not encrypt with SSE-S3 in a vector bucket that encrypts with SSE-KMS',
    why: 'The encryption of an index replaces that of its bucket. Its vectors are then encrypted without the key of the bucket: any principal that can query the '
      + 'index needs no permission to use the key, and disabling the key protects nothing. The encryption of an index cannot be changed later.',
    fix: 'Remove EncryptionConfiguration from the index, so that it uses the encryption of its bucket, or set SseType to aws:kms with the ARN of a key.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html'],
  },

  * check({ vectorIndexes }) {
    for (const index of vectorIndexes) { yield* judged(index); }
  },
};

function* judged({ resource, encryption, bucket }: VectorIndex): Iterable<Finding> {
  const { algorithm, algorithmProperty: property } = encryption;
  // It has the encryption of its bucket.
  if (algorithm === undefined || bucket === undefined) { return; }
  const ofBucket = bucket.encryption.algorithm;
  const weaker = all([mayBe(algorithm, (value) => value === SseAlgorithm.SSE_S3), mayBe(ofBucket, usesKms)]);
  if (weaker === Ternary.NO) { return; }
  const { logicalId } = bucket.resource;
  yield weaker === Ternary.YES
    ? violation(resource, property, `The vector index encrypts with SSE-S3, and its bucket ${logicalId} with SSE-KMS.`)
    : cannotTell(resource, property, `It cannot be determined whether the vector index encrypts with SSE-S3 and its bucket ${logicalId} with SSE-KMS: `
      + `${reasonOf(algorithm) || reasonOf(ofBucket) || 'it depends on the deployment'}.`);
}

/** Whether a value is, or in one branch of a choice may be, what is looked for. */
function mayBe(value: Parameters<typeof judge>[0], wanted: (known: Parameters<typeof judge>[0]) => boolean): Ternary {
  return not(judge(value, (one) => !wanted(one)));
}
