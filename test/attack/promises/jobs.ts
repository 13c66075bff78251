import { granted } from './granted';
import { Who } from '../attackers';
import { type Promised, throughS3For } from '../promise';

const STARTS_JOBS = /Starter/;
const OPERATIONS: readonly (readonly [specimen: RegExp, operation: string])[] = [
  [/^(ObjectReencryption in place|change of a key)/, 'S3UpdateObjectEncryption'], [/^ObjectReencryption by copy/, 'S3PutObjectCopy'], [/Replication/, 'S3ReplicateObject'],
];
const JOBS = /^(BucketReplication within a stack|TwoWayReplication|ObjectReencryption|change of a key)/;

/** What jobs need, and who starts them. */
export const OF_JOBS: readonly Promised[] = [
  ...granted({
    why: 'ObjectReencryption in place, of one folder',
    specimens: /^ObjectReencryption in place$/,
    name: /^Stack-ReencryptionRole/,
    s3: ['s3:GetObject', 's3:GetObjectVersion', 's3:UpdateObjectEncryption'],
    resource: /^arn:aws:s3:::stack-data[^/]*\/reports\//,
    kms: ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncrypt*'],
    key: throughS3For(/^arn:aws:s3:::stack-data[^/]*(\/reports\/.*)?$/),
  }),
  {
    why: 'ObjectReencryption: S3 finds the objects',
    who: Who.ROLE,
    name: /^Stack-ReencryptionRole/,
    kind: 'bucket',
    actions: ['s3:PutInventoryConfiguration'],
    specimens: /^ObjectReencryption (in place|by copy of objects that S3 finds)$/,
    resource: /^arn:aws:s3:::stack-data[^/]*$/,
  },
  ...granted({
    why: 'ObjectReencryption by copy',
    specimens: /^ObjectReencryption by copy/,
    name: /^Stack-ReencryptionRole/,
    s3: [
      's3:GetObject', 's3:GetObjectAcl', 's3:GetObjectTagging', 's3:GetObjectVersion', 's3:GetObjectVersionAcl', 's3:GetObjectVersionTagging',
      's3:PutObject', 's3:PutObjectAcl', 's3:PutObjectTagging', 's3:ListBucket',
    ],
    resource: /^arn:aws:s3:::stack-data/,
    kms: ['kms:Decrypt', 'kms:GenerateDataKey'],
    key: throughS3For(/^arn:aws:s3:::stack-data/),
  }),
  {
    why: 'ObjectReencryption by copy reads the list of objects',
    who: Who.ROLE,
    name: /^Stack-ReencryptionRole/,
    kind: 'bucket',
    actions: ['s3:GetObject', 's3:GetObjectVersion'],
    specimens: /^ObjectReencryption by copy$/,
    resource: /^arn:aws:s3:::the-inventories\/inventory\/data\/encryption\//,
  },
  {
    why: 'ObjectReencryption writes a report',
    who: Who.ROLE,
    name: /^Stack-ReencryptionRole/,
    kind: 'bucket',
    actions: ['s3:PutObject'],
    specimens: /^(ObjectReencryption|change of a key)/,
    resource: /^arn:aws:s3:::stack-reencryptionreports[^/]*\/reencryption\//,
  },
  {
    why: 'decision 0040: a job is started by a role of its own, with the operation of the job',
    who: Who.ROLE,
    name: STARTS_JOBS,
    kind: 'account',
    actions: ['s3:CreateJob'],
    specimens: JOBS,
    when: ({ specimen, context }) => OPERATIONS.some(([title, operation]) => title.test(specimen) && context['s3:RequestJobOperation'] === operation),
  },
  {
    why: 'decision 0040: a job that S3 no longer knows is cancelled without an error',
    who: Who.ROLE,
    name: STARTS_JOBS,
    kind: 'account',
    actions: ['s3:UpdateJobStatus'],
    specimens: JOBS,
    when: ({ context }) => (context['s3:ExistingJobOperation'] ?? null) === null,
  },
  {
    why: 'decision 0040: who starts a job passes its role',
    who: Who.ROLE,
    name: STARTS_JOBS,
    kind: 'role',
    actions: ['iam:PassRole'],
    specimens: JOBS,
    resource: /-Existing-|ReencryptionRole/,
    when: ({ context }) => context['iam:PassedToService'] === 'batchoperations.s3.amazonaws.com',
  },
  {
    why: 'decision 0040: the function of AwsCustomResource may become the role that starts a job',
    who: Who.ROLE,
    name: /AWS679f53fac002430cb0da5b7982bd2287ServiceRole/,
    kind: 'role',
    actions: ['sts:AssumeRole'],
    specimens: JOBS,
    resource: STARTS_JOBS,
  },
];
