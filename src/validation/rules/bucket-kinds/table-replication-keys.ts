import { TABLE_BUCKETS, TABLE_CONTEXT_KEY } from '../../../encryption/internal';
import { knownCaller } from '../../../policy-evaluation';
import { at, Ternary, Text } from '../../../template';
import { accountOf, entriesOf, type Key, type KindBucket, type Posture, type Role } from '../../posture';
import { Subject } from '../private/access/subject';
import { encryptionChoices } from '../private/encryption-choices';
import { keyGrants } from '../private/key-grants';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
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
    why: 'S3 Tables replicates with a role of yours, which decrypts tables with the key of the source and encrypts their replicas with the key of the destination. '
      + 'Without permissions for one of them, encrypted tables can\'t be replicated.',
    fix: 'Allow kms:Decrypt and kms:GenerateDataKey on both keys in a policy of the role: grantRead() on the source and grantCreateTables() on the '
      + 'destination add them. If the key policy doesn\'t leave its use to IAM, allow the role there, too.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-replication-setting-up.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html',
    ],
  },

  * check(posture) {
    for (const source of posture.kindBuckets) {
      const { resource } = source;
      const role = source.kind === TABLE_BUCKETS ? posture.roleAt(resource.read('ReplicationConfiguration', 'Role'), resource) : undefined;
      if (!role) { continue; }
      const judgedKeys = new Set<Key>();
      for (const bucket of [source, ...destinationsOf(posture, source)]) { yield* judged(posture, bucket, role, judgedKeys); }
    }
  },
};

/** The table buckets of the app that tables are replicated to. */
function destinationsOf({ app, kindBuckets }: Posture, { resource }: KindBucket): readonly KindBucket[] {
  const arns = entriesOf(resource.read('ReplicationConfiguration', 'Rules')).flatMap((rule) => entriesOf(at(rule, 'Destinations')))
    .map((destination) => at(destination, 'DestinationTableBucketARN'));
  return arns.flatMap((arn) => {
    const destination = arn === undefined ? undefined : app.resourceAt(arn, { from: resource, type: TABLE_BUCKETS.bucketType });
    return kindBuckets.filter((one) => one.resource === destination);
  });
}

function* judged(posture: Posture, bucket: KindBucket, role: Role, done: Set<Key>): Iterable<Finding> {
  const subject = Subject.of(posture, role);
  for (const { key: { key }, kms, certain } of encryptionChoices(bucket.encryption)) {
    if (!key || kms === Ternary.NO || done.has(key)) { continue; }
    done.add(key);
    const requests = { callers: [knownCaller(subject.principal)], condition: { StringLike: { [TABLE_CONTEXT_KEY]: Text.of(bucket.arn, '/*') } } };
    const identity = { ...subject.identityPolicies, resourceAccount: accountOf(key.resource) };
    const answers = ACTIONS.map((action) => [action, keyGrants(key, { ...requests, actions: [action], identity })] as const);
    const lacking = (answer: Ternary) => answers.flatMap(([action, one]) => (one === answer ? [action] : []));
    const [missing, doubtful] = [lacking(Ternary.NO), lacking(Ternary.UNKNOWN)];
    const byKeyPolicy = missing.some((action) => keyGrants(key, { ...requests, actions: [action] }) === Ternary.NO);
    const [resource, property] = byKeyPolicy ? [key.resource, 'Properties.KeyPolicy'] : [role.resource, 'Properties'];
    const what = `${(missing.length > 0 ? missing : doubtful).join(' and ')} with key ${key.resource.logicalId} of table bucket ${bucket.resource.logicalId}`;
    if (missing.length > 0 && kms === Ternary.YES && certain) {
      yield violation(resource, property, `${subject.who.charAt(0).toUpperCase()}${subject.who.slice(1)} replicates tables, but is not allowed ${what}.`);
    } else if (missing.length + doubtful.length > 0) {
      const reason = missing.length > 0 ? 'it is not known whether the table bucket encrypts with that key' : subject.doubts[0] ?? key.doubt;
      yield cannotTell(resource, property, `It cannot be determined whether ${subject.who}, which replicates tables, is allowed ${what}: ${reason}.`);
    }
  }
}
