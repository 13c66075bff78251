import { sameText, Text, textOf } from '../../../template';
import { fieldOfArn, type KeyReference, ObservedReplication, type ReplicationRule } from '../../posture';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const replicaKmsKeyRegion: Rule = {
  metadata: {
    name: 'ReplicaKmsKeyRegion',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The replica KMS key is in the Region of the destination',
    why: 'S3 encrypts replicas in the Region of the destination and can\'t use keys of other Regions. It doesn\'t validate the key when '
      + 'replication is configured: the deployment succeeds and the replication of every KMS object fails.',
    fix: 'Specify a key in the Region of the destination, such as the key of the destination\'s default encryption. S3 doesn\'t resolve '
      + 'multi-Region keys across Regions: specify the replica key of that Region.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-extra-config'],
  },

  * check(posture) {
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) {
        for (const key of rule.replicaKeys) { yield* judged(rule, key); }
      }
    }
  },
};

function* judged(rule: ReplicationRule, key: KeyReference): Iterable<Finding> {
  const text = textOf(key.value);
  const region = text === undefined ? undefined : fieldOfArn(text, 3);
  // What is no ARN means a key of wherever it is read, and is found fault with as such.
  if (region === undefined) { return; }
  const property = rule.path('Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
  const { destinationRegion: wanted, destinationName, destinationValue, source: { resource } } = rule;
  if (wanted === undefined) {
    yield cannotTell(resource, property,
      `It cannot be determined whether the key of the replicas, ${key}, is in the Region of bucket ${destinationName}: ${whereabouts(destinationValue, 'the bucket')}.`,
      Severity.WARNING);
    return;
  }
  const same = sameText(region, wanted);
  if (same === false) {
    yield violation(resource, property, `The key of the replicas is in ${region}, but bucket ${destinationName} is in ${wanted}.`);
  } else if (same === undefined) {
    yield cannotTell(resource, property,
      `It cannot be determined whether the key of the replicas is in the Region of bucket ${destinationName}: ${unknownOf(region, wanted)}.`);
  }
}

function unknownOf(region: string | Text, wanted: string | Text): string {
  return region instanceof Text ? `the Region of the key is known at deployment only (${region})` : `that of the bucket is known at deployment only (${wanted})`;
}
