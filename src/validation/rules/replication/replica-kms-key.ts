import { isKeyArn } from '../../../encryption/internal';
import { Ternary, type Value } from '../../../template';
import { type KeyReference, KeyReferenceKind, ObservedReplication, type ReplicationRule } from '../../posture';
import { isTrue, judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** What a key must be for S3 to encrypt with it, if its template says something of it. */
const PROPERTIES: readonly [property: string, rightly: (value: Value | undefined) => boolean, fault: string][] = [
  ['KeySpec', (spec) => spec === undefined || spec === 'SYMMETRIC_DEFAULT', 'is not a symmetric key'],
  ['KeyUsage', (usage) => usage === undefined || usage === 'ENCRYPT_DECRYPT', 'is not for encryption'],
  ['Enabled', (enabled) => enabled === undefined || isTrue(enabled), 'is disabled'],
];

export const replicaKmsKey: Rule = {
  metadata: {
    name: 'ReplicaKmsKey',
    topic: Topic.REPLICATION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The replica KMS key is specified by its ARN, and S3 can use it to encrypt',
    why: 'S3 doesn\'t validate the key when replication is configured. If the key doesn\'t exist or can\'t encrypt, the deployment succeeds '
      + 'and the replication of every KMS object fails.',
    fix: 'Specify a symmetric, enabled KMS key by its full ARN: Fn::GetAtt of the key\'s Arn, or kmsKey of s3.Bucket. An alias can be '
      + 'moved to another key, for which the role has no permissions.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/API/API_EncryptionConfiguration.html',
    ],
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
  const { resource } = rule.source;
  const property = rule.path('Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
  switch (key.kind) {
    case KeyReferenceKind.ARN:
      if (typeof key.value === 'string' && !isKeyArn(key.value)) {
        yield violation(resource, property, `The key of the replicas, ${key}, is not the ARN of a KMS key.`);
      }
      break;
    case KeyReferenceKind.ALIAS_ARN:
      yield violation(resource, property, `The key of the replicas is specified by an alias, ${key}, instead of its key ARN.`, Severity.WARNING);
      break;
    case KeyReferenceKind.ALIAS_NAME:
      yield violation(resource, property, `The key of the replicas is specified by an alias name, ${key}, which is not an ARN.`);
      break;
    case KeyReferenceKind.AWS_MANAGED:
      if (typeof key.value === 'string' && !key.value.startsWith('arn:')) {
        yield violation(resource, property, `The key of the replicas is specified as ${key}, which is not an ARN.`);
      }
      break;
    case KeyReferenceKind.ID:
      yield violation(resource, property, `The key of the replicas is specified as ${key}, which is not the ARN of a KMS key.`);
      break;
    case KeyReferenceKind.UNKNOWN:
      yield cannotTell(resource, property, `It cannot be determined how the key of the replicas is specified: ${reasonOf(key.value) || 'it is not text'}.`);
      break;
    case KeyReferenceKind.NONE:
      break;
  }
  if (key.key) { yield* ofTheApp(rule, key.key); }
}

function* ofTheApp(rule: ReplicationRule, { resource }: NonNullable<KeyReference['key']>): Iterable<Finding> {
  for (const [name, rightly, fault] of PROPERTIES) {
    const value = resource.read(name);
    const answer = judge(value, rightly);
    if (answer === Ternary.NO) {
      yield violation(resource, `Properties.${name}`, `The key encrypts replicas of bucket ${rule.source.resource.logicalId}, but ${fault}.`);
    } else if (answer === Ternary.UNKNOWN) {
      yield cannotTell(resource, `Properties.${name}`,
        `It cannot be determined whether S3 can encrypt replicas of bucket ${rule.source.resource.logicalId} with the key: ${reasonOf(value)}.`);
    }
  }
}
