import { granted } from './granted';
import type { Finding } from '../attack';
import { Who } from '../attackers';
import { type Promised, throughS3For } from '../promise';

const READ = ['s3:GetObject*', 's3:GetBucket*', 's3:List*'];
const WRITE = ['s3:PutObject', 's3:PutObjectLegalHold', 's3:PutObjectRetention', 's3:PutObjectTagging', 's3:PutObjectVersionTagging', 's3:Abort*'];
const DELETE = ['s3:DeleteObject*'];

/** What grants give to roles. */
export const BY_GRANT: readonly Promised[] = [
  ...granted({
    why: 'grantRead() with a pattern',
    specimens: /^grants to roles of the stack$/,
    name: /^Stack-Reader/,
    s3: READ,
    resource: /^arn:aws:s3:::[^/]*(\/reports\/.*)?$/,
    kms: ['kms:Decrypt'],
    key: throughS3For(/^arn:aws:s3:::stack-data[^/]*(\/reports\/.*)?$/),
  }),
  ...granted({ why: 'grantReadWrite()', specimens: /^grants (to roles of the stack|with DSSE)/, name: /^Stack-(Writer|Application)/, s3: [...READ, ...WRITE, ...DELETE], kms: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
  ...granted({ why: 'grants.put()', specimens: /^grants to roles of the stack$/, name: /^Stack-Uploader/, s3: WRITE, kms: ['kms:Decrypt', 'kms:GenerateDataKey*'] }),
  ...granted({ why: 'grantOnKey()', specimens: /^grants to roles of the stack$/, name: /^Stack-Decrypter/, kms: ['kms:Decrypt'] }),
  ...granted({ why: 'grantRead() of roles of other stacks', specimens: /^grants to roles of other stacks/, name: /^(Beside-Application|Abroad-Application)/, s3: READ, kms: ['kms:Decrypt'] }),
  ...granted({
    why: 'grantReadWrite() of a role of another account',
    specimens: /^grants to roles of other stacks/,
    name: /^partners-application$/,
    s3: [...READ, ...WRITE, ...DELETE],
    kms: ['kms:Decrypt', 'kms:GenerateDataKey*'],
  }),
  ...granted({
    why: 'CrossAccountAccess.read()',
    specimens: /^what another account allows/,
    name: /^partners-application$/,
    s3: ['s3:GetObject', 's3:GetObjectAttributes', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAttributes', 's3:GetObjectVersionTagging'],
    resource: /^arn:aws:s3:::shared\/outbox\//,
    kms: ['kms:Decrypt'],
    key: throughS3For(/^arn:aws:s3:::shared(\/(in|out)box\/.*)?$/),
  }),
  ...granted({
    why: 'CrossAccountAccess.write()',
    specimens: /^what another account allows/,
    name: /^partners-application$/,
    s3: ['s3:AbortMultipartUpload', 's3:ListMultipartUploadParts', 's3:PutObject', 's3:PutObjectTagging'],
    resource: /^arn:aws:s3:::shared\/inbox\//,
    kms: ['kms:GenerateDataKey'],
    key: throughS3For(/^arn:aws:s3:::shared(\/inbox\/.*)?$/),
  }),
  {
    why: 'CrossAccountAccess.read() and write(): to find the bucket, and to list what is in the folder',
    who: Who.ROLE,
    name: /^partners-application$/,
    kind: 'bucket',
    actions: ['s3:GetBucketLocation', 's3:ListBucket'],
    specimens: /^what another account allows/,
    when: ({ action, context }) => action === 's3:GetBucketLocation' || String(context['s3:prefix']).startsWith('outbox/'),
  },
  ...granted({
    why: 'grantSnapshotExport(), the role of the export',
    specimens: /^snapshots/,
    name: /^Stack-Export/,
    s3: ['s3:PutObject*', 's3:GetObject*', 's3:ListBucket', 's3:GetBucketLocation', 's3:DeleteObject*'],
    resource: /^arn:aws:s3:::[^/]*(\/exports\/.*)?$/,
    kms: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    key: throughS3For(/^arn:aws:s3:::stack-exports[^/]*(\/exports\/.*)?$/),
  }),
  {
    why: 'grantSnapshotExport(), who starts the export: Amazon RDS describes the key, and is granted it',
    who: Who.ROLE,
    name: /^Stack-Application/,
    kind: 'key',
    actions: ['kms:DescribeKey', 'kms:CreateGrant'],
    specimens: /^snapshots/,
    when: ({ action, context }) => action === 'kms:DescribeKey' || (context['kms:ViaService'] === 'rds.eu-west-1.amazonaws.com' && context['kms:GrantIsForAWSResource'] === 'true'),
  },
  {
    why: 'grantClientSideEncryption()', who: Who.ROLE, name: /^Stack-Application/, kind: 'key', actions: ['kms:Decrypt', 'kms:GenerateDataKey'], specimens: /^client-side encryption$/, when: clientSide,
  },
  {
    why: 'grantClientSideEncryption() to read, with encryption context',
    who: Who.ROLE,
    name: /^Stack-Reader/,
    kind: 'key',
    actions: ['kms:Decrypt'],
    specimens: /^client-side encryption$/,
    when: (finding) => clientSide(finding) && finding.context['kms:EncryptionContext:department'] === 'finance',
  },
  ...granted({ why: 'LogSource.batchOperationsReports()', specimens: /^(LogSource\.batchOperationsReports|LogBucket for everything)/, name: /^Reports$/, s3: ['s3:PutObject'], resource: /\/reports\// }),
];

/** What functions of CDK need. */
export const OF_CDK: readonly Promised[] = [
  ...granted({
    why: 'autoDeleteObjects: the function of CDK empties the bucket',
    specimens: /goes with its stack/,
    name: /AutoDeleteObjects/,
    s3: ['s3:PutBucketPolicy', 's3:GetBucket*', 's3:List*', 's3:DeleteObject*'],
  }),
  ...granted({ why: 'events: the function of CDK changes the notifications', specimens: /events|BucketReplication within a stack/, name: /BucketNotificationsHandler/, s3: ['s3:PutBucketNotification'] }),
];

/** Whether a client encrypts itself, as the S3 Encryption Client does. */
function clientSide({ context }: Finding): boolean {
  return context['kms:EncryptionContext:aws:x-amz-cek-alg'] !== undefined && (context['kms:ViaService'] ?? null) === null;
}
