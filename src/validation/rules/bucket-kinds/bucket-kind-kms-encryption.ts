import { Ternary } from '../../../template';
import { usesKms } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { asFarAsKnown, bucketDeclarations, type Declaration, metadataDeclarations } from './private/declarations';

export const bucketKindKmsEncryption: Rule = {
  metadata: {
    name: 'BucketKindKmsEncryption',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.STRICT,
    title: 'Directory, table and vector buckets encrypt with a customer managed key',
    why: 'With SSE-S3, every principal that is allowed to read the data can decrypt it: there is no second permission, no key that can be disabled '
      + 'when data leaks, and no log of its use.',
    fix: 'Use sseKms() of EncryptedDirectoryBucket, EncryptedTableBucket or EncryptedVectorBucket. In a template, set the algorithm to aws:kms with the ARN of '
      + 'an AWS::KMS::Key. Before you change an existing bucket, read what it means for its kind: a vector bucket is replaced, a table bucket '
      + 'encrypts only new tables with the key, and a directory bucket keeps the first key that it gets.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html',
    ],
  },

  * check(posture) {
    for (const declaration of [...bucketDeclarations(posture), ...metadataDeclarations(posture)]) {
      yield* asFarAsKnown(declaration, judged(declaration));
    }
  },
};

function* judged({ title, encryption: { algorithm, algorithmProperty: property, resource } }: Declaration): Iterable<Finding> {
  const answer = judge(algorithm, usesKms);
  if (answer === Ternary.NO) {
    yield violation(resource, property, `The ${title} does not encrypt with a customer managed key.`);
  } else if (answer === Ternary.UNKNOWN) {
    yield cannotTell(resource, property, `It cannot be determined whether the ${title} encrypts with a customer managed key: ${reasonOf(algorithm)}.`);
  }
}
