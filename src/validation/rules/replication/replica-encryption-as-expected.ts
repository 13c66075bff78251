import { SseAlgorithm } from '../../../encryption';
import { ABSENT, isUnknown, optionsOf, Text, type Value } from '../../../template';
import { ObservedReplication, type ReplicationRule } from '../../posture';
import { reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** From the weakest to the strongest; with their names. */
const ALGORITHMS: readonly string[] = [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS, SseAlgorithm.DSSE_KMS];
const NAMES: readonly string[] = ['SSE-S3', 'SSE-KMS', 'DSSE-KMS'];

export const replicaEncryptionAsExpected: Rule = {
  metadata: {
    name: 'ReplicaEncryptionAsExpected',
    topic: Topic.REPLICATION,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Replicas have the default encryption of the destination',
    why: 'A replica is encrypted like its source object, whatever the default encryption of the destination is. Replicas of SSE-S3 '
      + 'objects are SSE-S3, also in a KMS bucket, outside of its key policy and audit trail.',
    fix: 'Use the same encryption for source and destination: the same DefaultEncryption on both, with a replica key in the rule.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-default-encryption'],
  },

  * check(posture) {
    for (const { rules } of ObservedReplication.allOf(posture)) {
      for (const rule of rules) { yield* judged(rule); }
    }
  },
};

function* judged(rule: ReplicationRule): Iterable<Finding> {
  const { destination, destinationName, source: { resource, algorithm } } = rule;
  if (!destination) { return; }
  const [from, to] = [algorithm, destination.algorithm].map(strengths);
  const [weakest, strongest] = [Math.min(...from.known), Math.max(...to.known)];
  const isChoice = [rule.isChoice, from.known.length > 1, to.known.length > 1].filter((choice) => choice).length > 1;
  if (weakest < strongest && isChoice) {
    // One condition may decide about both.
    yield cannotTell(resource, rule.destinationPath,
      `It cannot be determined whether replicas in bucket ${destinationName} will be encrypted with the default encryption of that bucket: it depends on conditions.`);
  } else if (weakest < strongest) {
    yield violation(resource, rule.destinationPath,
      `Replicas in bucket ${destinationName} will be encrypted with ${NAMES[weakest]}, as in this bucket, and not with ${NAMES[strongest]}, the default encryption of that bucket.`);
  } else if ((from.doubt !== undefined && strongest !== 0) || (to.doubt !== undefined && weakest !== ALGORITHMS.length - 1)) {
    // Whatever comes to a bucket with SSE-S3 is encrypted as well as is the default there; so is what has DSSE-KMS anywhere.
    yield cannotTell(resource, rule.destinationPath,
      `It cannot be determined whether replicas in bucket ${destinationName} will be encrypted with the default encryption of that bucket: ${reasonOf(from.doubt ?? to.doubt)}.`);
  }
}

function strengths(algorithm: Value | undefined): { known: number[]; doubt: Value | undefined } {
  const options = optionsOf(algorithm ?? ABSENT).map((option) => option ?? SseAlgorithm.SSE_S3);
  return {
    known: options.map((option) => ALGORITHMS.indexOf(option as string)).filter((strength) => strength >= 0),
    doubt: options.find((option) => isUnknown(option) || option instanceof Text),
  };
}
