import { TABLE_BUCKETS, TABLE_CONTEXT_KEY } from '../../../encryption/internal';
import { knownCaller } from '../../../policy-evaluation';
import { at, OneOf, Ternary, Text } from '../../../template';
import { accountOf, entriesOf, type Key, type KindBucket, type Posture, type Role } from '../../posture';
import { Subject } from '../private/access/subject';
import { encryptionChoices } from '../private/encryption-choices';
import { keyGrants } from '../private/key-grants';
import { cannotTell, type Finding, Preset, type Rule, Status, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** AWS documents both for whoever works with encrypted tables, and for the role on either side. */
const ACTIONS = ['kms:Decrypt', 'kms:GenerateDataKey'];

// docs/decisions/0119
export const tableReplicationKeys: Rule = {
  metadata: {
    name: 'TableReplicationKeys',
    topic: Topic.BUCKET_KINDS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The role that replicates tables can use the keys of both table buckets',
    why: 'S3 Tables replicates with a role that you provide. The role decrypts tables with the key of the source and encrypts their replicas with the key of the destination. '
      + 'Without permissions for one of them, encrypted tables can\'t be replicated.',
    fix: 'Allow kms:Decrypt and kms:GenerateDataKey on both keys in a policy of the role: grantRead() on the source and grantCreateTables() on the '
      + 'destination add them. If the key policy doesn\'t delegate access to IAM policies, allow the role in the key policy as well.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-replication-setting-up.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html',
    ],
  },

  * check(posture) {
    for (const source of posture.kindBuckets) {
      if (source.kind === TABLE_BUCKETS) { yield* ofSource(posture, source); }
    }
  },
};

function* ofSource(posture: Posture, source: KindBucket): Iterable<Finding> {
  const named = entriesOf(source.resource.read('ReplicationConfiguration', 'Role'));
  const roles = [...new Set(named.map((role) => posture.roleAt(role, source.resource)))];
  const buckets = new Map<KindBucket, boolean>([[source, true], ...destinationsOf(posture, source)]);
  const findings = (doubt?: string) => roles.map((role) => (role ? [...buckets].flatMap(([bucket, certain]) => (
    [...judged(posture, bucket, role, certain ? doubt : 'it is not known whether tables are replicated to the table bucket')]
  )) : []));
  const found = findings();
  const isSure = found.every((ofRole) => ofRole.some(({ status }) => status === Status.VIOLATION));
  yield* (roles.length === 1 || isSure ? found : findings('the role that replicates tables depends on the deployment')).flat();
}

/** The table buckets of the app that tables are replicated to, and whether it is certain for each. */
function destinationsOf({ app, kindBuckets }: Posture, { resource }: KindBucket): ReadonlyMap<KindBucket, boolean> {
  const found = new Map<KindBucket, boolean>();
  const named = entriesOf(resource.read('ReplicationConfiguration', 'Rules')).flatMap((rule) => entriesOf(at(rule, 'Destinations')))
    .map((destination) => at(destination, 'DestinationTableBucketARN'));
  for (const [arn, certain] of named.flatMap((value) => entriesOf(value).map((one) => [one, !(value instanceof OneOf)] as const))) {
    const destination = app.resourceAt(arn, { from: resource, type: TABLE_BUCKETS.bucketType });
    for (const bucket of kindBuckets.filter((one) => one.resource === destination)) { found.set(bucket, certain || found.get(bucket) === true); }
  }
  return found;
}

/** @param doubt Why it cannot be determined whether the role works with the bucket */
function* judged(posture: Posture, bucket: KindBucket, role: Role, doubt: string | undefined): Iterable<Finding> {
  const subject = Subject.of(posture, role);
  for (const [key, certain] of keysOf(bucket)) {
    const requests = { callers: [knownCaller(subject.principal)], condition: { StringLike: { [TABLE_CONTEXT_KEY]: Text.of(bucket.arn, '/*') } } };
    const identity = { ...subject.identityPolicies, resourceAccount: accountOf(key.resource) };
    const answers = ACTIONS.map((action) => [action, keyGrants(key, { ...requests, actions: [action], identity })] as const);
    const lacking = (answer: Ternary) => answers.flatMap(([action, one]) => (one === answer ? [action] : []));
    const [missing, doubtful] = [lacking(Ternary.NO), lacking(Ternary.UNKNOWN)];
    const byKeyPolicy = missing.some((action) => keyGrants(key, { ...requests, actions: [action] }) === Ternary.NO);
    const [resource, property] = byKeyPolicy ? [key.resource, 'Properties.KeyPolicy'] : [role.resource, 'Properties'];
    const what = `${(missing.length > 0 ? missing : doubtful).join(' and ')} with key ${key.resource.logicalId} of table bucket ${bucket.resource.logicalId}`;
    if (missing.length > 0 && certain && doubt === undefined) {
      yield violation(resource, property, `${subject.who.charAt(0).toUpperCase()}${subject.who.slice(1)} replicates tables, but is not allowed ${what}.`);
    } else if (missing.length + doubtful.length > 0) {
      const ofKey = certain ? undefined : 'it is not known whether the table bucket encrypts with that key';
      const reason = missing.length > 0 ? doubt ?? ofKey : subject.doubts[0] ?? key.doubt;
      yield cannotTell(resource, property, `It cannot be determined whether ${subject.who}, which replicates tables, is allowed ${what}: ${reason}.`);
    }
  }
}

/** The keys of the app that a table bucket may encrypt with, and whether it is certain for each. */
function keysOf({ encryption }: KindBucket): ReadonlyMap<Key, boolean> {
  const keys = new Map<Key, boolean>();
  for (const { key: { key }, kms, certain } of encryptionChoices(encryption)) {
    if (key && kms !== Ternary.NO) { keys.set(key, keys.get(key) === true || (kms === Ternary.YES && certain)); }
  }
  return keys;
}
