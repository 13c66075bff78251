import { Ternary } from '../../../template';
import { ObservedReplication } from '../../posture';
import { isTrue, judge, reasonOf } from '../private/judge';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const PROPERTY = 'Properties.ObjectLockEnabled';

export const replicationObjectLock: Rule = {
  metadata: {
    name: 'ReplicationObjectLock',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Destinations of buckets with Object Lock have Object Lock',
    why: 'S3 doesn\'t replicate from a bucket with Object Lock to a bucket without it: the replication of every object fails.',
    fix: 'Set ObjectLockEnabled to true on the destination (objectLockEnabled of EncryptedBucket and s3.Bucket).',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lock-managing.html#object-lock-managing-replication',
    ],
  },

  * check(posture) {
    for (const { source, rules } of ObservedReplication.allOf(posture)) {
      const locked = source.resource.read('ObjectLockEnabled');
      const unlocked = judge(locked, (value) => !isTrue(value));
      if (unlocked === Ternary.YES) { continue; }
      for (const { destination, destinationName, destinationPath, destinationValue } of rules) {
        const there = destination?.resource.read('ObjectLockEnabled');
        const answer = destination ? judge(there, isTrue) : Ternary.UNKNOWN;
        if (answer === Ternary.YES) { continue; }
        if (!destination) {
          yield cannotTell(source.resource, destinationPath,
            `It cannot be determined whether bucket ${destinationName} has Object Lock, as this bucket has: ${whereabouts(destinationValue)}.`, Severity.WARNING);
        } else if (answer === Ternary.NO && unlocked === Ternary.NO) {
          yield violation(destination.resource, PROPERTY,
            `Bucket ${source.resource.logicalId}, which has Object Lock, is replicated to this bucket, which has no Object Lock.`);
        } else {
          yield cannotTell(destination.resource, PROPERTY,
            `It cannot be determined whether the bucket has Object Lock if bucket ${source.resource.logicalId} has it, which is replicated to it: `
            + `${reasonOf(answer === Ternary.UNKNOWN ? there : locked)}.`);
        }
      }
    }
  },
};
