import { Ternary } from '../../../template';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { asFarAsKnown, bucketDeclarations, type Declaration, metadataDeclarations } from './private/declarations';

export const bucketKindEncryptionDeclared: Rule = {
  metadata: {
    name: 'BucketKindEncryptionDeclared',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Directory, table and vector buckets declare their default encryption',
    why: 'S3 encrypts such a bucket with SSE-S3, without a key whose use can be granted, audited or revoked, and the template does not show '
      + 'whether that was intended. It matters more than for general purpose buckets: the encryption of a vector bucket can never be changed, '
      + 'and another default encryption of a table bucket applies to new tables only.',
    fix: 'Declare the encryption: use EncryptedDirectoryBucket, EncryptedTableBucket or EncryptedVectorBucket. In a template, set BucketEncryption of an '
      + 'AWS::S3Express::DirectoryBucket, EncryptionConfiguration of an AWS::S3Tables::TableBucket, or EncryptionConfiguration of each table in '
      + 'MetadataConfiguration of an AWS::S3::Bucket. For new vector buckets only, set EncryptionConfiguration of the AWS::S3Vectors::VectorBucket: adding it to '
      + 'an existing one, even with AES256, replaces the vector bucket, or fails if it has a name. Acknowledge the finding for a vector bucket that you keep.',
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

function* judged({ title, encryption: { algorithm, algorithmProperty, resource, value } }: Declaration): Iterable<Finding> {
  const answer = judge(algorithm, (known) => known !== undefined);
  // Text that is known at deployment only is declared, too.
  if (answer === Ternary.YES || (answer === Ternary.UNKNOWN && reasonOf(value) === '')) { return; }
  yield answer === Ternary.NO
    ? violation(resource, algorithmProperty, `The ${title} does not declare its encryption.`)
    : cannotTell(resource, algorithmProperty, `It cannot be determined whether the ${title} declares its encryption: ${reasonOf(value)}.`);
}
