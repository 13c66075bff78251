import { at, optionsOf, Ternary, type Value } from '../../../template';
import { type Bucket, ObservedReplication } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const replicationOfSseC: Rule = {
  metadata: {
    name: 'ReplicationOfSseC',
    topic: Topic.REPLICATION,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Destinations of buckets that accept SSE-C accept SSE-C',
    why: 'Replicas of objects with customer-provided keys (SSE-C) have the same keys. A destination that blocks SSE-C rejects them, so '
      + 'their replication fails.',
    fix: 'Block SSE-C at the source as well (mixins.BucketSseCBlocked), or allow it at the destination: BlockedEncryptionTypes with NONE.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replicationSSEC',
    ],
  },

  * check(posture) {
    for (const { source, rules } of ObservedReplication.allOf(posture)) {
      if (judge(blockedTypes(source), (types) => !names(types, 'NONE')) !== Ternary.NO) { continue; }
      for (const { destination, destinationPath, destinationName, destinationValue } of rules) {
        const types = destination && blockedTypes(destination);
        const answer = judge(types, (known) => !names(known, 'SSE-C'));
        if (answer === Ternary.NO) {
          yield violation(source.resource, destinationPath, `The bucket accepts SSE-C, but bucket ${destinationName}, to which it is replicated, blocks SSE-C.`);
        } else if (answer === Ternary.UNKNOWN || types === undefined) {
          const reason = reasonOf(types) || (destination ? 'it does not say' : whereabouts(destinationValue));
          yield cannotTell(source.resource, destinationPath,
            `It cannot be determined whether bucket ${destinationName} accepts replicas with SSE-C, as this bucket does: ${reason}.`);
        }
      }
    }
  },
};

function blockedTypes(bucket: Bucket): Value | undefined {
  return at(bucket.encryptionRule, 'BlockedEncryptionTypes', 'EncryptionType');
}

function names(types: Value | undefined, type: string): boolean {
  return optionsOf(types ?? []).some((option) => (Array.isArray(option) ? option.includes(type) : option === type));
}
