import { Ternary, type Value } from '../../../template';
import { ObservedReplication, type ReplicationRule, type Role } from '../../posture';
import { whereabouts } from '../private/whereabouts';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { doubtAbout, doubtAboutTrust, trustsS3 } from './private/answers';
import { sourceKeyPolicyGrants, verdictOn } from './private/needs';
import { othersOf, placesAllowed } from './private/places-allowed';
import { decryptSource } from './private/requests';
import { needsOf, onSource, type RoleNeed, sourceKeys } from './private/role-needs';
import { sourcePolicyFindings } from './private/source-policy';

export const replicationRolePermissions: Rule = {
  metadata: {
    name: 'ReplicationRolePermissions',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The replication role has the permissions that S3 needs',
    why: 'S3 doesn\'t validate the permissions of the role when replication is configured. If one is missing, nothing is replicated: '
      + 'objects get the status FAILED, which goes unnoticed without an alarm. Permissions for AWS KMS are missing most often.',
    fix: 'Allow s3.amazonaws.com to assume the role, and allow the role s3:GetReplicationConfiguration and s3:ListBucket on the source, '
      + 's3:GetObjectVersionForReplication, s3:GetObjectVersionAcl and s3:GetObjectVersionTagging on its objects, s3:ReplicateObject '
      + 'and s3:ReplicateDelete on the objects of the destination, kms:Decrypt with the key of the source, and kms:Encrypt with the '
      + 'key of the replicas, with the ARN of the bucket as encryption context if it has a Bucket Key. s3.Bucket grants what it '
      + 'knows the keys for: encryptionKey and kmsKey. BucketReplication grants all of it.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-permissions',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html',
    ],
  },

  * check(posture) {
    for (const replication of ObservedReplication.allOf(posture)) {
      if (replication.rules.length === 0) { continue; }
      const { role, roleValue, source } = replication;
      if (role) {
        yield* trust(replication, role);
        yield* permissions(replication, role);
      } else if (roleValue !== undefined) {
        yield cannotTell(source.resource, ObservedReplication.path('Role'),
          `It cannot be determined whether S3 may replicate the bucket: ${whereabouts(roleValue, 'its replication role')}.`);
      }
      yield* sourcePolicyFindings(replication);
    }
  },
};

function* trust(replication: ObservedReplication, role: Role): Iterable<Finding> {
  const answer = trustsS3(replication, role);
  const { logicalId } = replication.source.resource;
  const property = 'Properties.AssumeRolePolicyDocument';
  if (answer === Ternary.NO) {
    yield violation(role.resource, property, `The role does not allow S3 (s3.amazonaws.com) to assume it to replicate bucket ${logicalId}.`);
  } else if (answer === Ternary.UNKNOWN) {
    yield cannotTell(role.resource, property,
      `It cannot be determined whether the role allows S3 to assume it to replicate bucket ${logicalId}: ${doubtAboutTrust(role)}.`);
  }
}

/** What is lacking is said once for each bucket, however many rules need it. */
function* permissions(replication: ObservedReplication, role: Role): Iterable<Finding> {
  const { logicalId } = replication.source.resource;
  const [no, unknown, partly]: string[][] = [[], [], []];
  const narrowed: ReplicationRule[] = [];
  for (const need of needsOf(replication)) {
    const answer = verdictOn(role, need);
    if (answer === Ternary.UNKNOWN) { unknown.push(need.name); }
    if (answer !== Ternary.NO) { continue; }
    const { objects } = need;
    const places = objects ? placesAllowed(documentsAbout(role, need), objects, (key) => verdictOn(role, objects.one(key))) : [];
    if (objects && places.length > 0) {
      partly.push(`${need.name} only for ${places.join(' and ')}`);
      narrowed.push(objects.rule);
    } else {
      no.push(need.name);
    }
  }
  if (no.length > 0) {
    yield violation(role.resource, 'Properties', `The role lacks permissions that S3 needs to replicate bucket ${logicalId}: ${no.join(', ')}.`);
  }
  if (unknown.length > 0) {
    yield cannotTell(role.resource, 'Properties',
      `It cannot be determined whether the role has all permissions that S3 needs to replicate bucket ${logicalId}, namely ${unknown.join(', ')}: ${doubtAbout(role)}.`);
  }
  if (partly.length > 0) {
    yield violation(role.resource, 'Properties',
      `The role lacks permissions that S3 needs to replicate all of bucket ${logicalId}: ${partly.join(', ')}. The replication of ${othersOf(narrowed)} fails.`,
      Severity.WARNING);
  }
  const [tags] = replication.rules.map((rule) => onSource(replication, rule, 's3:GetObjectVersionTagging'));
  if (verdictOn(role, tags) === Ternary.NO) {
    // AWS's own policies for KMS leave it out.
    yield violation(role.resource, 'Properties',
      `The role is not allowed s3:GetObjectVersionTagging in bucket ${logicalId}, so objects are replicated without their tags.`, Severity.INFO);
  }
  yield* sourceKeyPolicies(replication, role);
}

function documentsAbout(role: Role, { bucket }: RoleNeed): readonly Value[] {
  return [
    ...role.sources.map(({ resource, path }) => resource.read(...path) ?? null),
    ...bucket?.policies.map(({ resource }) => resource.read('PolicyDocument') ?? null) ?? [],
  ];
}

/** Keys of the app whose own policy stands in the way. */
function* sourceKeyPolicies(replication: ObservedReplication, role: Role): Iterable<Finding> {
  const { logicalId } = replication.source.resource;
  const rule = replication.rules.find(({ replicatesKmsObjects }) => replicatesKmsObjects);
  for (const key of rule ? sourceKeys(replication.source) : []) {
    const answer = rule && key.key ? sourceKeyPolicyGrants(key.key, decryptSource(rule, key)) : Ternary.YES;
    if (answer === Ternary.YES || !key.key) { continue; }
    yield answer === Ternary.NO
      ? violation(key.key.resource, 'Properties.KeyPolicy',
        `The key policy does not allow role ${role.resource.logicalId}, which replicates bucket ${logicalId}, to decrypt.`)
      : cannotTell(key.key.resource, 'Properties.KeyPolicy',
        `It cannot be determined whether the key policy allows role ${role.resource.logicalId}, which replicates bucket ${logicalId}, to decrypt: `
        + `${key.key.doubt}.`);
  }
}
