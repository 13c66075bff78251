import type { UploadDefault } from '../../../legacy-policy';
import { Ternary } from '../../../template';
import type { AlikeOutline } from '../private/policy-outline';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';
import { findingsOf, verdictsOf } from './private/statement-verdicts';
import { type Denied, deniedUpload, showingNothing, showingTheDefault } from './private/uploads';
import type { AlikeBucket } from '../../posture';

export const noLegacyUploadDeny: Rule = {
  metadata: {
    name: 'NoLegacyUploadDeny',
    topic: Topic.UPLOADS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Uploads without encryption headers are not denied',
    why: 'Default encryption encrypts every upload without encryption headers, but S3 evaluates the bucket policy first: a statement from '
      + 'the time before default encryption denies such uploads. SDKs, AWS services and log deliveries that send no header get '
      + 'Access Denied, with no benefit.',
    fix: 'Apply mixins.BucketLegacyPolicyMigration, which still denies uploads that specify other encryption, SSE-C and plain HTTP. '
      + 'Without CDK, "cdk-s3-encryption migrate" prints what to replace the statement with, and which clients to watch. To fix it '
      + 'by hand, remove the statement, or add Null with s3:x-amz-server-side-encryption set to false to its conditions.',
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketLegacyPolicyMigration to the stack.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      yield* findingsOf(bucket, verdictsOf(bucket, isLegacy),
        (statement) => `The bucket policy denies uploads that specify no encryption (${statement}), which the default encryption of bucket `
          + `${bucket.resource.logicalId} would serve.`,
        'uploads that specify no encryption');
    }
  },
};

/** A statement that denies the upload whatever it names is about something else. */
function isLegacy(denial: AlikeOutline, given: UploadDefault, bucket: AlikeBucket): Denied {
  const bare = deniedUpload(bucket, denial, showingNothing(given));
  // All conditions of a statement have to hold: what one upload tells of those on encryption, every upload tells.
  return bare.otherwise?.(showingTheDefault(given)) === Ternary.YES ? { answer: Ternary.NO } : bare;
}
