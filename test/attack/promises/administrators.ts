import { Who } from '../attackers';
import { type Promised, throughS3, throughS3For } from '../promise';

const ADMINISTER = [
  'kms:CancelKeyDeletion', 'kms:CreateAlias', 'kms:DeleteAlias', 'kms:DeleteImportedKeyMaterial', 'kms:DescribeKey', 'kms:DisableKey', 'kms:DisableKeyRotation',
  'kms:EnableKey', 'kms:EnableKeyRotation', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:GetParametersForImport', 'kms:ImportKeyMaterial', 'kms:ListGrants',
  'kms:ListKeyPolicies', 'kms:ListKeyRotations', 'kms:ListResourceTags', 'kms:PutKeyPolicy', 'kms:ReplicateKey', 'kms:RetireGrant', 'kms:RevokeGrant',
  'kms:RotateKeyOnDemand', 'kms:ScheduleKeyDeletion', 'kms:SynchronizeMultiRegionKey', 'kms:TagResource', 'kms:UntagResource', 'kms:UpdateAlias',
  'kms:UpdateKeyDescription', 'kms:UpdatePrimaryRegion',
];
const INSPECT = ['kms:DescribeKey', 'kms:GetKeyPolicy', 'kms:GetKeyRotationStatus', 'kms:ListGrants', 'kms:ListKeyPolicies', 'kms:ListKeyRotations', 'kms:ListResourceTags'];
const USE = ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'];
const SSE = 's3:x-amz-server-side-encryption';

/** Keys that a user makes with kms.Key: CDK writes their policies. */
const OF_KMS_KEY = /:key\/Stack-(QueueKey|TopicKey|Key961B73FD)/;
const WITH_KMS_KEY = /^(events to queues and topics|AccessLogDelivery|BucketReplication within a stack)$/;

/** Keys that say more of their use. */
const RESTRICTED = /^EncryptionKey (confined|demands encryption context).*:key\/Stack-Key/;

/** Who may do everything in IAM. What is not promised here is denied to him, or not allowed by the key. */
export const OF_ADMINISTRATORS: readonly Promised[] = [
  {
    why: 'decision 0004: the account administers a key of ours, without any cryptographic action and without kms:CreateGrant',
    who: Who.ADMIN,
    kind: 'key',
    actions: ADMINISTER,
    when: ({ specimen, attacker }) => specimen !== 'EncryptionKey with administrators' || attacker.name === 'the root user',
  },
  {
    why: 'decision 0020: to look at a key stays with the account',
    who: Who.ADMIN,
    kind: 'key',
    actions: INSPECT,
    specimens: /^EncryptionKey with administrators$/,
  },
  {
    why: 'decision 0004: whom IAM allows uses a key through S3',
    who: Who.ADMIN,
    kind: 'key',
    actions: USE,
    when: (finding) => throughS3(finding) && !RESTRICTED.test(`${finding.specimen}: ${finding.target.arn}`),
  },
  {
    why: 'EncryptionKey with encryptionContexts: through S3, for these buckets',
    who: Who.ADMIN,
    kind: 'key',
    actions: USE,
    specimens: /^EncryptionKey confined/,
    when: throughS3For(/^arn:aws:s3:::(reports|team-[^/]*)(\/|$)/),
  },
  {
    why: 'EncryptionKey with requiredEncryptionContext: through S3, with that context',
    who: Who.ADMIN,
    kind: 'key',
    actions: USE,
    specimens: /demands encryption context/,
    when: (finding) => throughS3(finding) && finding.context['kms:EncryptionContext:department'] === 'finance',
  },
  {
    why: 'grantClientSideEncryption(): clients that encrypt call AWS KMS themselves, with the context of their algorithm',
    who: Who.ADMIN,
    kind: 'key',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    specimens: /^client-side encryption$/,
    when: ({ context }) => context['kms:EncryptionContext:aws:x-amz-cek-alg'] !== undefined && (context['kms:ViaService'] ?? null) === null,
  },
  {
    why: 'grantSnapshotExport(): Amazon RDS hands the key over to itself',
    who: Who.ADMIN,
    kind: 'key',
    actions: ['kms:CreateGrant'],
    specimens: /^(snapshots that Amazon RDS exports$|change of a key: the (next|former) one)/,
    when: ({ context }) => context['kms:ViaService'] === 'rds.eu-west-1.amazonaws.com' && context['kms:GrantIsForAWSResource'] === 'true',
  },
  {
    why: 'the policy of a kms.Key that a user makes is CDK\'s: it leaves everything to IAM',
    who: Who.ADMIN,
    kind: 'key',
    actions: ['kms:*'],
    specimens: WITH_KMS_KEY,
    resource: OF_KMS_KEY,
  },
  {
    why: 'TLS 1.2 is the minimum by default',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:*'],
    specimens: /^(?!.*TLS 1\.3|mixins with other choices)/,
    when: ({ context }) => context['s3:TlsVersion'] === '1.2',
  },
  {
    why: 'SignatureVersion.ANY',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:*'],
    specimens: /^EncryptedBucket with any signature$/,
    when: ({ context }) => context['s3:signatureversion'] === 'AWS',
  },
  {
    why: 'UploadEncryption.any()',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
    specimens: /^(EncryptedBucket with any upload|mixins with other choices)$/,
    when: ({ context }) => SSE in context,
  },
  {
    why: 'UploadEncryption: statements on keys and algorithms never cover s3:ReplicateObject, because replicas have the encryption of their source',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:ReplicateObject'],
    when: ({ context }) => SSE in context,
  },
  {
    why: 'CustomerProvidedKeys.ALLOWED and REQUIRED',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:PutObject', 's3:ReplicateObject'],
    specimens: /^(EncryptedBucket with SSE-C (allowed|required)|mixins with other choices)$/,
    when: ({ context }) => `${SSE}-customer-algorithm` in context,
  },
  {
    why: 'with aws/s3 only the algorithm can be enforced',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
    specimens: /aws\/s3$/,
    when: ({ context, specimen }) => context[SSE] === (specimen.includes('DSSE') ? 'aws:kms:dsse' : 'aws:kms') && `${SSE}-aws-kms-key-id` in context,
  },
  {
    why: 'decision 0022: without a list of administrators there is no guard',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:PutEncryptionConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy', 's3:PutReplicationConfiguration'],
    when: ({ context, specimen, resource }) => context['s3:TlsVersion'] === '1.3' && !GUARDED.test(specimen) && !GUARDED_BUCKETS.test(`${specimen}: ${resource}`),
  },
  {
    why: 'the root user of an account can always read, change and delete the policy of its buckets',
    who: Who.ADMIN,
    name: /^the root user$/,
    kind: 'bucket',
    actions: ['s3:GetBucketPolicy', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
  },
  {
    why: 'BucketLegacyPolicyMigration takes out statements, and adds none',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:*'],
    specimens: /^BucketLegacyPolicyMigration$/,
  },
  {
    why: 'EncryptionInventory reads the bucket of somebody else, and changes nothing about its policy',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:*'],
    specimens: /^EncryptionInventory into a bucket of logs$/,
    resource: /^arn:aws:s3:::stack-data/,
  },
  {
    why: 's3:BypassGovernanceRetention is asked for beside what a request does; it says nothing of an upload',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:BypassGovernanceRetention'],
    when: ({ context }) => Object.keys(context).some((key) => key.startsWith(SSE)),
  },
  {
    why: 's3:UpdateObjectEncryption always names a key, by its full ARN',
    who: Who.ADMIN,
    kind: 'bucket',
    actions: ['s3:UpdateObjectEncryption'],
    when: ({ context }) => SSE in context && !(`${SSE}-aws-kms-key-id` in context),
  },
];

/** Specimens whose buckets are all guarded, and buckets that are, of those that have others beside them. */
const GUARDED = /^(EncryptedBucket with encryption administrators|all mixins on|mixins with other choices)/;
const GUARDED_BUCKETS = /^(BucketReplication across|TwoWayReplication).*: arn:aws:s3:::(here|there)-bucket[^/]*$/;
