import { granted } from './granted';
import { Who } from '../attackers';
import { type Promised, throughS3, throughS3For } from '../promise';

const CHANGE = /^change of a key/;
const IN_USE = /^change of a key: the (next|former) one/;
const READ = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'];
const WRITE = ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'];
const REPLICATES = /^Stack-Replication-[0-9A-F]{8}-/;
const DATA = /^arn:aws:s3:::stack-data[^/]*(\/|$)/;
const COPIES = /^arn:aws:s3:::copies-copies[^/]*(\/|$)/;
/** The keys of the bucket: both, whichever is the default. */
const ofBucket = throughS3For(DATA);
const ofCopies = throughS3For(COPIES);

/** Everybody who uses a bucket while its key is being changed: what they may do with one key they may do with the other. */
export const OF_KEY_CHANGE: readonly Promised[] = [
  ...granted({
    why: 'decision 0057: grantReadWrite() covers accepted keys',
    specimens: IN_USE,
    name: /^Stack-Application/,
    s3: [...READ, ...WRITE, 's3:DeleteObject*'],
    resource: DATA,
    kms: ['kms:Decrypt', 'kms:GenerateDataKey*'],
    key: ofBucket,
  }),
  ...granted({
    why: 'decision 0057: grantRead() of a role of another account covers accepted keys',
    specimens: IN_USE,
    name: /^partners-application$/,
    s3: READ,
    resource: DATA,
    kms: ['kms:Decrypt'],
    key: ofBucket,
  }),
  {
    why: 'grantRead() of a role of another account names it in the policy of the bucket',
    who: Who.PARTNER,
    name: /^partners-application$/,
    kind: 'bucket',
    actions: READ,
    specimens: IN_USE,
    resource: DATA,
  },
  {
    why: 'grantCrossAccountWrite() with a pattern',
    who: Who.PARTNER,
    kind: 'bucket',
    actions: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging'],
    specimens: IN_USE,
    resource: /^arn:aws:s3:::stack-data[^/]*\/inbox\//,
  },
  {
    why: 'grantCrossAccountWrite(): clients ask where the bucket is',
    who: Who.PARTNER,
    kind: 'bucket',
    actions: ['s3:GetBucketLocation'],
    specimens: IN_USE,
    resource: DATA,
  },
  {
    why: 'decision 0018: the other account decides for which bucket its roles use keys whose bucket has no literal name',
    who: Who.PARTNER,
    kind: 'key',
    actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
    specimens: IN_USE,
    resource: /:key\/Stack-(Former|Next)Key/,
    when: throughS3,
  },
  ...granted({
    why: 'decision 0057: grantSnapshotExport(), the role of the export',
    specimens: IN_USE,
    name: /^Stack-Exports/,
    s3: ['s3:PutObject*', 's3:GetObject*', 's3:ListBucket', 's3:GetBucketLocation', 's3:DeleteObject*'],
    resource: DATA,
    kms: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    key: ofBucket,
  }),
  {
    why: 'decision 0057: grantSnapshotExport(), who starts the export under either key',
    who: Who.ROLE,
    name: /^Stack-Starter/,
    kind: 'key',
    actions: ['kms:DescribeKey', 'kms:CreateGrant'],
    specimens: IN_USE,
    when: ({ action, context }) => action === 'kms:DescribeKey' || (context['kms:ViaService'] === 'rds.eu-west-1.amazonaws.com' && context['kms:GrantIsForAWSResource'] === 'true'),
  },
  ...granted({
    why: 'decision 0016: a replication role reads the source',
    specimens: CHANGE,
    name: REPLICATES,
    s3: [
      's3:GetReplicationConfiguration', 's3:ListBucket', 's3:GetObjectVersionForReplication', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging',
      's3:GetObjectVersionAnnotationForReplication',
    ],
    resource: DATA,
    kms: ['kms:Decrypt'],
    key: ofBucket,
  }),
  ...granted({
    why: 'decision 0057: a replication role encrypts with every key that the destination accepts',
    specimens: CHANGE,
    name: REPLICATES,
    s3: ['s3:ReplicateObject', 's3:ReplicateObjectAnnotation', 's3:ReplicateTags'],
    resource: COPIES,
    kms: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
    key: ofCopies,
  }),
  {
    why: 'decision 0013: a destination lets in an account, confined to a role by its name',
    who: Who.PARTNER,
    name: REPLICATES,
    kind: 'bucket',
    actions: ['s3:ReplicateObject', 's3:ReplicateObjectAnnotation', 's3:ReplicateTags', 's3:GetBucketVersioning', 's3:ListBucket'],
    specimens: CHANGE,
    resource: COPIES,
  },
  {
    why: 'decisions 0013 and 0057: the keys of a destination let the role encrypt replicas; for the bucket only where its name is literal',
    who: Who.PARTNER,
    name: REPLICATES,
    kind: 'key',
    actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:Decrypt'],
    specimens: CHANGE,
    resource: /:key\/(Copies-CopiesKey|Keys-NextKey)/,
    when: throughS3,
  },
  ...granted({
    why: 'ObjectReencryption in place: from the former key to the next',
    specimens: IN_USE,
    name: /^Stack-ReencryptionRole/,
    s3: ['s3:GetObject', 's3:GetObjectVersion', 's3:UpdateObjectEncryption', 's3:PutInventoryConfiguration'],
    resource: DATA,
    kms: ['kms:Decrypt', 'kms:ReEncryptFrom'],
    key: ofBucket,
  }),
  ...granted({
    why: 'ObjectReencryption in place: under the next key',
    specimens: IN_USE,
    name: /^Stack-ReencryptionRole/,
    kms: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
    key: (finding) => ofBucket(finding) && /:key\/Stack-NextKey/.test(finding.target.arn),
  }),
  {
    why: 'references of CDK from a stack in one account to a stack in another are read by CloudFormation with a role of CDK',
    who: Who.PARTNER,
    name: /^cdk-hnb659fds-cfn-exec-role-/,
    kind: 'role',
    actions: ['sts:AssumeRole'],
    specimens: CHANGE,
    resource: /PublishGetStackOutputRole/,
  },
];
