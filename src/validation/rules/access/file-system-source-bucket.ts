import { SseAlgorithm } from '../../../encryption';
import { Ternary } from '../../../template';
import { Bucket, type Posture } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { versioningOf } from '../private/versioning';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const fileSystemSourceBucket: Rule = {
  metadata: {
    name: 'FileSystemSourceBucket',
    topic: Topic.ACCESS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets of S3 Files file systems have versioning enabled and encrypt with SSE-S3 or SSE-KMS',
    why: 'S3 Files requires versioning, and supports neither DSSE-KMS nor SSE-C: the file system cannot be created for another bucket.',
    fix: 'Set VersioningConfiguration.Status to Enabled (versioned on EncryptedBucket and s3.Bucket), and use the default encryption AES256 or aws:kms.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html'],
  },

  * check(posture) {
    for (const [bucket, fileSystem] of sourceBuckets(posture)) { yield* judged(bucket, fileSystem); }
  },
};

/** The buckets of the app that file systems of the app are in front of, with the logical ID of one. */
function sourceBuckets(posture: Posture): ReadonlyMap<Bucket, string> {
  const buckets = new Map<Bucket, string>();
  for (const { bucket, resource } of posture.fileSystems) {
    if (bucket && !buckets.has(bucket)) { buckets.set(bucket, resource.logicalId); }
  }
  return buckets;
}

function* judged({ algorithm, resource }: Bucket, fileSystem: string): Iterable<Finding> {
  const { isEnabled: versioned, reason } = versioningOf(resource);
  const versioning = 'Properties.VersioningConfiguration.Status';
  if (versioned === Ternary.NO) {
    yield violation(resource, versioning, `File system ${fileSystem} requires versioning, which is not enabled on the bucket.`);
  } else if (versioned === Ternary.UNKNOWN) {
    yield cannotTell(resource, versioning, `It cannot be determined whether the bucket of file system ${fileSystem} has versioning enabled: ${reason}.`);
  }
  const supported = judge(algorithm, (known) => known !== SseAlgorithm.DSSE_KMS);
  const encryption = Bucket.rulePath('ServerSideEncryptionByDefault', 'SSEAlgorithm');
  if (supported === Ternary.NO) {
    yield violation(resource, encryption, `File system ${fileSystem} does not support DSSE-KMS, which is the default encryption of the bucket.`);
  } else if (supported === Ternary.UNKNOWN) {
    yield cannotTell(resource, encryption, `It cannot be determined whether the bucket of file system ${fileSystem} encrypts with DSSE-KMS: ${reasonOf(algorithm)}.`);
  }
}
