import { ABSENT, OneOf, optionsOf, Ternary } from '../../../template';
import { ObservedReplication, type ReplicationRule, usesKms } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const replicationKmsAware: Rule = {
  metadata: {
    name: 'ReplicationKmsAware',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Replication includes objects that are encrypted with KMS keys',
    why: 'S3 replicates objects that are encrypted with KMS keys only if the rule opts in and specifies the key of the replicas. '
      + 'Otherwise it skips them without an error, and the replica that your recovery depends on is empty. With only one of the two '
      + 'settings, S3 rejects the configuration.',
    fix: 'Set both SourceSelectionCriteria.SseKmsEncryptedObjects with Status Enabled and '
      + 'Destination.EncryptionConfiguration.ReplicaKmsKeyID. For s3.Bucket, set sseKmsEncryptedObjects to true, and kmsKey. '
      + 'BucketReplication sets both.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html'],
  },

  * check(posture) {
    for (const replication of ObservedReplication.allOf(posture)) {
      const { source, algorithm, unreadable } = replication;
      const kms = judge(algorithm, (known) => !usesKms(known));
      for (const rule of replication.rules) { yield* judged(rule, kms); }
      if (unreadable !== undefined && kms !== Ternary.YES) {
        yield cannotTell(source.resource, ObservedReplication.path('Rules'),
          `It cannot be determined whether objects that are encrypted with KMS keys are replicated: ${reasonOf(unreadable)}.`);
      }
    }
  },
};

/**
 * @param withoutKms Whether the source surely does not encrypt with KMS by default.
 */
function* judged(rule: ReplicationRule, withoutKms: Ternary): Iterable<Finding> {
  const { source: { resource }, replication: { algorithm }, kmsObjects, replicaKmsKeyId } = rule;
  const enabled = judge(kmsObjects, (status) => status === 'Enabled');
  const hasKey = optionsOf(replicaKmsKeyId ?? ABSENT).every((key) => key !== ABSENT && key !== '');
  if (enabled === Ternary.YES && hasKey) { return; }
  const status = rule.path('SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status');
  const leftOut = enabled === Ternary.NO && withoutKms === Ternary.NO;
  const choices = [rule.isChoice, ...[algorithm, kmsObjects, replicaKmsKeyId].map((value) => value instanceof OneOf)];
  if (choices.filter((choice) => choice).length > 1) {
    // One condition may decide about all of them.
    yield cannotTell(resource, status,
      'It cannot be determined whether the rule replicates objects that are encrypted with KMS keys, if there are any: it depends on conditions.', Severity.WARNING);
  } else if (enabled === Ternary.YES) {
    yield violation(resource, rule.path('Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID'),
      'The rule replicates objects that are encrypted with KMS keys, but specifies no key for the replicas.');
  } else if (hasKey && kmsObjects === undefined) {
    yield violation(resource, status, 'The rule specifies a KMS key for the replicas, but does not select objects that are encrypted with KMS keys.');
  } else if (leftOut) {
    yield violation(resource, status,
      `The bucket encrypts with KMS keys, but the rule does not replicate objects that are encrypted with KMS keys to bucket ${rule.destinationName}.`);
  } else if (enabled === Ternary.UNKNOWN || withoutKms === Ternary.UNKNOWN) {
    const reason = reasonOf(enabled === Ternary.UNKNOWN ? kmsObjects : algorithm);
    yield cannotTell(resource, status, `It cannot be determined whether the rule replicates objects that are encrypted with KMS keys, if there are any: ${reason}.`);
  }
}
