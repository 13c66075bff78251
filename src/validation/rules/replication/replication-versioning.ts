import { OneOf, type Resource, Ternary } from '../../../template';
import { type Bucket, ObservedReplication, type ReplicationRule } from '../../posture';
import { versioningOf } from '../private/versioning';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const PROPERTY = 'Properties.VersioningConfiguration.Status';

export const replicationVersioning: Rule = {
  metadata: {
    name: 'ReplicationVersioning',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Source and destination of a replication have versioning enabled',
    why: 'S3 rejects a replication configuration for a bucket without versioning. It doesn\'t validate the destination: the replication of '
      + 'every object fails while versioning is off or suspended there.',
    fix: 'Set VersioningConfiguration.Status to Enabled on source and destination: versioned of EncryptedBucket and s3.Bucket to true.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html'],
  },

  * check(posture) {
    const judged = new Set<Resource>();
    for (const { source, rules, isChoice } of ObservedReplication.allOf(posture)) {
      // Whose rules are all disabled has to have versioning too.
      if (!judged.has(source.resource)) { yield* versioned(source, 'The bucket is replicated', isChoice); }
      judged.add(source.resource);
      for (const rule of rules) {
        const { destination } = rule;
        if (!destination) {
          yield outside(rule);
        } else if (!judged.has(destination.resource)) {
          judged.add(destination.resource);
          yield* versioned(destination, `Bucket ${source.resource.logicalId} is replicated to the bucket`, rule.isChoice);
        }
      }
    }
  },
};

function* versioned({ resource }: Bucket, what: string, isChoice: boolean): Iterable<Finding> {
  const { isEnabled: answer, reason, status } = versioningOf(resource);
  if (answer === Ternary.NO && isChoice && status instanceof OneOf) {
    // One condition may decide about both.
    yield cannotTell(resource, PROPERTY, `${what}, and it depends on conditions whether its versioning is enabled.`, Severity.WARNING);
  } else if (answer === Ternary.NO) {
    yield violation(resource, PROPERTY, `${what}, but its versioning is ${status === 'Suspended' ? 'suspended' : 'not enabled'}.`);
  } else if (answer === Ternary.UNKNOWN) {
    yield cannotTell(resource, PROPERTY, `${what}, and it cannot be determined whether its versioning is enabled: ${reason}.`);
  }
}

function outside(rule: ReplicationRule): Finding {
  return cannotTell(rule.source.resource, rule.destinationPath,
    `It cannot be determined whether bucket ${rule.destinationName} has versioning enabled: ${whereabouts(rule.destinationValue)}.`, Severity.WARNING);
}
