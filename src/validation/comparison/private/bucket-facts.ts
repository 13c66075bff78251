import { type Called, keyFact } from './key-names';
import { policyRetentionFacts, retentionFacts } from './retention';
import { isTold, literalFact, switchFact, unknownFact } from './values';
import { SseAlgorithm } from '../../../encryption';
import { valueIdentity } from '../../../policy-evaluation';
import { at, isAbsent, textKey, textOf } from '../../../template';
import { KeyView, KmsKeyType } from '../../custom-rules';
import { type Bucket, KeyReferenceKind, type MetadataTable, ObservedReplication, type Posture } from '../../posture';
import { bucketDataOf, type BucketData } from '../../reports';
import { type Aspect, type Fact, NOT_APPLICABLE, UNKNOWN } from '../aspects';

const PUBLIC_ACLS = new Set(['PublicRead', 'PublicReadWrite', 'AuthenticatedRead']);

const ALGORITHMS: { readonly [algorithm in BucketData['algorithm']]: string } = {
  [SseAlgorithm.SSE_S3]: 'SSE-S3', [SseAlgorithm.SSE_KMS]: 'SSE-KMS', [SseAlgorithm.DSSE_KMS]: 'DSSE-KMS', unknown: UNKNOWN,
};

const BLOCKS = [
  ['blockPublicAcls', 'BlockPublicAcls'],
  ['blockPublicPolicy', 'BlockPublicPolicy'],
  ['ignorePublicAcls', 'IgnorePublicAcls'],
  ['restrictPublicBuckets', 'RestrictPublicBuckets'],
] as const;

/** What the templates of one side say of each bucket. */
export function bucketFactsOf(posture: Posture, called: Called): (bucket: Bucket) => readonly Fact[] {
  const dataOf = bucketDataOf(posture);
  const replications = new Map(ObservedReplication.allOf(posture).map((one) => [one.source, one]));
  return (bucket) => [
    ...encryptionFacts(bucket, dataOf(bucket), called),
    ...policyFacts(bucket, dataOf(bucket)),
    ...publicAccessFacts(bucket),
    accessLogs(bucket, posture, called),
    ...replicationFacts(replications.get(bucket), called),
    ...posture.metadataTables.filter(({ resource }) => resource === bucket.resource).flatMap((table) => metadataFacts(table, called)),
    ...retentionFacts(bucket.resource),
    ...policyRetentionFacts(bucket.policies.map(({ resource }) => resource)),
  ];
}

function encryptionFacts(bucket: Bucket, { algorithm, keyType, bucketKey, sseCBlocked }: BucketData, called: Called): readonly Fact[] {
  const basis = valueIdentity(bucket.encryptionRule);
  const known = (aspect: Aspect, value: string): Fact => (value === UNKNOWN ? unknownFact(aspect, basis) : { aspect, value });
  const encryption = known('defaultEncryption', algorithm);
  return [
    { ...encryption, shown: ALGORITHMS[algorithm] },
    keyType === UNKNOWN ? unknownFact('key', basis) : keyFact('key', bucket.keys, called, keyType as KmsKeyType),
    keyReference(bucket, keyType),
    algorithm === SseAlgorithm.SSE_KMS || algorithm === UNKNOWN ? known('bucketKey', bucketKey) : { aspect: 'bucketKey', value: NOT_APPLICABLE },
    known('sseCBlocked', sseCBlocked),
  ];
}

function keyReference({ keys }: Bucket, keyType: BucketData['keyType']): Fact {
  const aspect = 'keyReference';
  const kinds = new Set(keys.map(({ kind }) => (kind === KeyReferenceKind.ARN ? 'key ARN' : 'alias or key ID')));
  return { aspect, value: keyType === 'customer managed' && kinds.size === 1 ? [...kinds][0] : NOT_APPLICABLE };
}

/** What is not known of a policy is the same if the policy and what may add to it are. */
function policyFacts({ policies, unseenPolicies }: Bucket, { tls, minimumTls, signatureVersion4, uploads }: BucketData): readonly Fact[] {
  const basis = () => JSON.stringify([unseenPolicies, ...policies.map(({ resource }) => [resource.condition, valueIdentity(resource.read('PolicyDocument'))])]);
  const known = (aspect: Aspect, value: string): Fact => (value === UNKNOWN ? unknownFact(aspect, basis()) : { aspect, value });
  return [
    known('plainHttpDenied', tls),
    known('minimumTlsVersion', minimumTls),
    known('signatureVersion4', signatureVersion4),
    known('uploadEncryption', uploads),
  ];
}

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-s3-bucket-publicaccessblockconfiguration.html */
function publicAccessFacts({ resource }: Bucket): readonly Fact[] {
  const block = resource.read('PublicAccessBlockConfiguration');
  return [
    ...BLOCKS.map(([aspect, property]): Fact => (
      isTold(block) ? switchFact(aspect, at(block, property), isAbsent(block) ? 'not declared' : 'no') : unknownFact(aspect, valueIdentity(block))
    )),
    literalFact('acl', resource.read('AccessControl'), 'Private', (acl) => (PUBLIC_ACLS.has(acl) ? acl : 'private')),
  ];
}

function accessLogs(bucket: Bucket, posture: Posture, called: Called): Fact {
  const aspect = 'accessLogs';
  const configuration = bucket.resource.read('LoggingConfiguration');
  if (isAbsent(configuration)) { return { aspect, value: 'none' }; }
  const name = at(configuration, 'DestinationBucketName');
  if (!isTold(configuration) || !isTold(name)) { return unknownFact(aspect, valueIdentity(configuration)); }
  const target = isAbsent(name) ? bucket : posture.bucketAt(name, bucket.resource);
  if (target) { return { aspect, value: JSON.stringify([target.resource.template, target.resource.logicalId]), rank: 'delivered', shown: `to ${called(target.resource)}` }; }
  const text = textOf(name);
  if (text === undefined) { return unknownFact(aspect, valueIdentity(name)); }
  return { aspect, value: textKey(text), rank: 'delivered', shown: `to ${text}` };
}

/** One for each destination, and the keys of its replicas. */
function replicationFacts(replication: ObservedReplication | undefined, called: Called): readonly Fact[] {
  if (replication === undefined) { return []; }
  if (replication.unreadable !== undefined) { return [unknownFact('replication', valueIdentity(replication.source.resource.read('ReplicationConfiguration')))]; }
  const byDestination = new Map<string, ObservedReplication['rules'][number][]>();
  for (const rule of replication.rules) {
    const about = rule.destination ? called(rule.destination.resource) : rule.destinationArn.toString();
    byDestination.set(about, [...byDestination.get(about) ?? [], rule]);
  }
  return [...byDestination].flatMap(([about, rules]): Fact[] => {
    const keys = [...new Map(rules.flatMap(({ replicaKeys }) => replicaKeys).map((key) => [valueIdentity(key.value), key])).values()];
    const types = new Set(rules.map(({ replicaKeys }) => KeyView._of(replicaKeys).type));
    const type = types.size === 1 ? [...types][0] : KmsKeyType.UNKNOWN;
    return [
      { aspect: 'replication', about, value: 'yes', shown: `to ${about}` },
      keyFact('replicaKey', keys, called, type, about),
    ];
  });
}

/** What S3 Metadata keeps in a table of AWS, with an encryption of its own. */
function metadataFacts({ encryption: { algorithm, keys }, title }: MetadataTable, called: Called): readonly Fact[] {
  return [
    { ...literalFact('metadataEncryption', algorithm, SseAlgorithm.SSE_S3), about: title },
    keyFact('metadataKey', keys, called, undefined, title),
  ];
}
