import { Ternary } from '../../../template';
import { type Bucket, type KeyReference, KeyReferenceKind, ObservedReplication, type ReplicationRule, type Role, usesKms } from '../../posture';
import { isTrue, judge } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';
import { doubtAbout, doubtAboutTrust, trustsS3 } from './private/answers';
import { type Need, sourceKeyPolicyGrants, verdictOn } from './private/needs';
import { decryptSource, destinationRequest, sourceRequest, useReplicaKey } from './private/requests';
import { sourcePolicyFindings } from './private/source-policy';
import { replicationRolePermissionsExamples } from './replication-role-permissions.examples';

const OBJECT_LOCK_ACTIONS = ['s3:GetObjectRetention', 's3:GetObjectLegalHold'];

export const replicationRolePermissions: Rule = {
  metadata: {
    name: 'ReplicationRolePermissions',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The role of a replication may do what S3 does with it',
    why: 'S3 takes any role when replication is set up, and replicates nothing with one that lacks a permission: the objects are marked FAILED, '
      + 'which nobody sees who has no alarm on it. The permissions for AWS KMS are those that are missed most often.',
    fix: 'Let S3 (s3.amazonaws.com) assume the role, and allow it s3:GetReplicationConfiguration and s3:ListBucket on the source, '
      + 's3:GetObjectVersionForReplication, s3:GetObjectVersionAcl and s3:GetObjectVersionTagging on its objects, s3:ReplicateObject and '
      + 's3:ReplicateDelete on the destination\'s, kms:Decrypt with the source\'s key and kms:Encrypt with that of the replicas, with the '
      + 'bucket\'s ARN as encryption context where there is a Bucket Key. The L2 grants what it knows the keys of: encryptionKey and kmsKey. '
      + 'A BucketReplication grants all of it.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html#replication-kms-permissions',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-troubleshoot.html',
    ],
    examples: replicationRolePermissionsExamples,
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
          'It cannot be told whether S3 may replicate the bucket: its replication role is not in the app.');
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
    yield violation(role.resource, property, `The role does not let S3 (s3.amazonaws.com) assume it to replicate bucket ${logicalId}.`);
  } else if (answer === Ternary.UNKNOWN) {
    yield cannotTell(role.resource, property,
      `It cannot be told whether the role lets S3 assume it to replicate bucket ${logicalId}: ${doubtAboutTrust(role)}.`);
  }
}

/** What is lacking is said once for each bucket, however many rules need it. */
function* permissions(replication: ObservedReplication, role: Role): Iterable<Finding> {
  const { logicalId } = replication.source.resource;
  const lacking = new Map<Ternary, string[]>([[Ternary.NO, []], [Ternary.UNKNOWN, []]]);
  for (const [name, need] of needsOf(replication)) { lacking.get(verdictOn(role, need))?.push(name); }
  const [no, unknown] = [...lacking.values()];
  if (no.length > 0) {
    yield violation(role.resource, 'Properties', `The role is not allowed what S3 does with it to replicate bucket ${logicalId}: ${no.join(', ')}.`);
  }
  if (unknown.length > 0) {
    yield cannotTell(role.resource, 'Properties',
      `It cannot be told whether the role is allowed what S3 does with it to replicate bucket ${logicalId}, namely ${unknown.join(', ')}: ${doubtAbout(role)}.`);
  }
  const [tags] = replication.rules.map((rule) => onSource(replication, rule, 's3:GetObjectVersionTagging'));
  if (verdictOn(role, tags) === Ternary.NO) {
    // AWS's own policies for KMS leave it out.
    yield violation(role.resource, 'Properties',
      `The role is not allowed s3:GetObjectVersionTagging in bucket ${logicalId}, so objects are replicated without their tags.`, Severity.INFO);
  }
  yield* sourceKeyPolicies(replication, role);
}

function needsOf(replication: ObservedReplication): Map<string, Need> {
  const { source, rules } = replication;
  const needs = new Map<string, Need>();
  const { logicalId } = source.resource;
  for (const action of ['s3:GetReplicationConfiguration', 's3:ListBucket']) {
    needs.set(`${action} on bucket ${logicalId}`, { requests: [sourceRequest(replication, action, source.arn)], combine: only, bucket: source });
  }
  const locked = judge(source.resource.read('ObjectLockEnabled'), (value) => !isTrue(value)) === Ternary.NO ? OBJECT_LOCK_ACTIONS : [];
  for (const [i, rule] of rules.entries()) {
    const suffix = rules.length > 1 ? ` (rule ${i})` : '';
    for (const action of ['s3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', ...locked]) {
      needs.set(`${action} in bucket ${logicalId}${suffix}`, onSource(replication, rule, action));
    }
    const deletes = rule.replicatesDeletes ? ['s3:ReplicateDelete'] : [];
    const owner = rule.accessControlTranslation === undefined ? [] : ['s3:ObjectOwnerOverrideToBucketOwner'];
    for (const action of ['s3:ReplicateObject', ...deletes, ...owner]) {
      needs.set(`${action} in bucket ${rule.destinationName}${suffix}`, onDestination(rule, action));
    }
    if (!rule.replicatesKmsObjects) { continue; }
    for (const key of sourceKeys(source)) { needs.set(`kms:Decrypt with ${nameOf(key)}`, { ...decryptSource(rule, key), key: key.key }); }
    for (const key of rule.replicaKeys.filter(isCustomerManaged)) {
      needs.set(`kms:Encrypt with ${nameOf(key)} for bucket ${rule.destinationName}`, { ...useReplicaKey(rule, 'kms:Encrypt', key), key: key.key });
    }
  }
  return needs;
}

function onSource(replication: ObservedReplication, rule: ReplicationRule, action: string): Need {
  const { source } = replication;
  return { requests: [sourceRequest(replication, action, rule.objectArn(source.arn))], combine: only, bucket: source };
}

function onDestination(rule: ReplicationRule, action: string): Need {
  // A policy of another account has to agree, but cannot decide alone.
  const bucket = rule.acrossAccounts === Ternary.NO ? rule.destination : undefined;
  return { requests: [destinationRequest(rule, action)], combine: only, bucket };
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
        `The key policy does not let role ${role.resource.logicalId} decrypt, which replicates bucket ${logicalId}.`)
      : cannotTell(key.key.resource, 'Properties.KeyPolicy',
        `It cannot be told whether the key policy lets role ${role.resource.logicalId} decrypt, which replicates bucket ${logicalId}: `
        + `${key.key.policy.problems[0] ?? 'it depends on what is known at deployment only'}.`);
  }
}

/** The keys that objects have unless their upload says otherwise. The AWS managed key asks for no permission. */
function sourceKeys(source: Bucket): readonly KeyReference[] {
  return judge(source.algorithm, (algorithm) => !usesKms(algorithm)) === Ternary.YES ? [] : source.keys.filter(isCustomerManaged);
}

function isCustomerManaged({ kind }: KeyReference): boolean {
  return kind !== KeyReferenceKind.NONE && kind !== KeyReferenceKind.AWS_MANAGED;
}

function nameOf(key: KeyReference): string {
  if (key.kind === KeyReferenceKind.UNKNOWN) { return 'a key that is not known'; }
  return `key ${key.key?.resource.logicalId ?? key}`;
}

function only([answer]: readonly Ternary[]): Ternary {
  return answer;
}
