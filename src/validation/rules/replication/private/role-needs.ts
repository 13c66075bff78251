import type { Need } from './needs';
import type { Placed } from './places-allowed';
import { decryptSource, destinationRequest, sourceRequest, useReplicaKey } from './requests';
import { any, consensus, Ternary, type Text } from '../../../../template';
import { type Bucket, type KeyReference, KeyReferenceKind, type ObservedReplication, type ReplicationRule, usesKms } from '../../../posture';
import { isTrue, judge } from '../../private/judge';

/** Something that the role of a replication has to be allowed, with what it is for. */
export interface RoleNeed extends Need {
  /** For messages. */
  readonly name: string;
  /** The objects that it is about; nothing where it is about the bucket itself. */
  readonly objects?: Placed & {
    /** The same need for one of them. */
    one(key: string | Text): Need;
  };
}

const VERSION = 's3:GetObjectVersionForReplication';
const OBJECT_LOCK_ACTIONS = ['s3:GetObjectRetention', 's3:GetObjectLegalHold'];

/** What the role of a replication needs, each of it once. */
export function needsOf(replication: ObservedReplication): Iterable<RoleNeed> {
  const needs = new Map<string, RoleNeed>();
  for (const need of eachNeed(replication)) { needs.set(need.name, need); }
  return needs.values();
}

/** To do something with the objects that a rule replicates. */
export function onSource(replication: ObservedReplication, rule: ReplicationRule, action: string): Need {
  const { source } = replication;
  const actions = action === VERSION ? [VERSION, 's3:GetObjectVersion'] : [action];
  const requests = actions.map((one) => sourceRequest(replication, one, rule.objectArn(source.arn)));
  return { requests, combine: action === VERSION ? (answers) => readsVersions(rule, answers) : only, bucket: source };
}

/** The keys that objects have unless their upload says otherwise. The AWS managed key asks for no permission. */
export function sourceKeys(source: Bucket): readonly KeyReference[] {
  return judge(source.algorithm, (algorithm) => !usesKms(algorithm)) === Ternary.YES ? [] : source.keys.filter(isCustomerManaged);
}

function* eachNeed(replication: ObservedReplication): Iterable<RoleNeed> {
  const { source, rules } = replication;
  const { logicalId } = source.resource;
  for (const action of ['s3:GetReplicationConfiguration', 's3:ListBucket']) {
    yield { name: `${action} on bucket ${logicalId}`, requests: [sourceRequest(replication, action, source.arn)], combine: only, bucket: source };
  }
  const locked = judge(source.resource.read('ObjectLockEnabled'), (value) => !isTrue(value)) === Ternary.NO ? OBJECT_LOCK_ACTIONS : [];
  for (const [i, rule] of rules.entries()) {
    const suffix = rules.length > 1 ? ` (rule ${i})` : '';
    for (const action of [VERSION, 's3:GetObjectVersionAcl', ...locked]) {
      yield about(rule, source.arn, `${action} in bucket ${logicalId}${suffix}`, (one) => onSource(replication, one, action));
    }
    const deletes = rule.replicatesDeletes ? ['s3:ReplicateDelete'] : [];
    const owner = rule.accessControlTranslation === undefined ? [] : ['s3:ObjectOwnerOverrideToBucketOwner'];
    for (const action of ['s3:ReplicateObject', ...deletes, ...owner]) {
      yield about(rule, rule.destinationArn, `${action} in bucket ${rule.destinationName}${suffix}`, (one) => onDestination(one, action));
    }
    if (!rule.replicatesKmsObjects) { continue; }
    for (const key of sourceKeys(source)) {
      yield about(rule, source.arn, `kms:Decrypt with ${nameOf(key)}`, (one) => ({ ...decryptSource(one, key), key: key.key }));
    }
    for (const key of rule.replicaKeys.filter(isCustomerManaged)) {
      yield about(rule, rule.destinationArn, `kms:Encrypt with ${nameOf(key)} for bucket ${rule.destinationName}`,
        (one) => ({ ...useReplicaKey(one, 'kms:Encrypt', key), key: key.key }));
    }
  }
}

function about(rule: ReplicationRule, bucketArn: string | Text, name: string, needOf: (rule: ReplicationRule) => Need): RoleNeed {
  return { ...needOf(rule), name, objects: { rule, bucketArn, one: (key) => needOf(rule.forObject(key)) } };
}

/**
 * `s3:GetObjectVersion` does as well, but not for objects with KMS keys.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/setting-repl-config-perm-overview.html
 */
function readsVersions({ kmsObjects }: ReplicationRule, [forReplication, plain]: readonly Ternary[]): Ternary {
  const either = any([forReplication, plain]);
  switch (judge(kmsObjects, (status) => status === 'Enabled')) {
    case Ternary.YES: return forReplication;
    case Ternary.NO: return either;
    case Ternary.UNKNOWN: return consensus([forReplication, either]);
  }
}

function onDestination(rule: ReplicationRule, action: string): Need {
  // A policy of another account has to agree, but cannot decide alone.
  const bucket = rule.acrossAccounts === Ternary.NO ? rule.destination : undefined;
  return { requests: [destinationRequest(rule, action)], combine: only, bucket };
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
