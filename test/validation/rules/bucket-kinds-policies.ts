import { type Declared, directoryBucket, tableBucket, templateOf, vectorBucket } from './bucket-kinds-support';
import type { Sections } from './support';

/** The ARN of a bucket of the template, and of what is in it. */
export const ARN_OF = {
  directory: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
  table: { 'Fn::GetAtt': ['Bucket', 'TableBucketARN'] },
  vector: { 'Fn::GetAtt': ['Bucket', 'VectorBucketArn'] },
};
export const INSIDE = { table: { 'Fn::Sub': '${Bucket.TableBucketARN}/*' }, vector: { 'Fn::Sub': '${Bucket.VectorBucketArn}/*' } };

const MADE = {
  directory: (document: unknown, declared: Declared) => ({
    Bucket: directoryBucket(declared), Policy: { Type: 'AWS::S3Express::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document } },
  }),
  table: (document: unknown, declared: Declared) => ({
    Bucket: tableBucket(declared), Policy: { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: ARN_OF.table, ResourcePolicy: document } },
  }),
  vector: (document: unknown, declared: Declared) => ({
    Bucket: vectorBucket(declared), Policy: { Type: 'AWS::S3Vectors::VectorBucketPolicy', Properties: { VectorBucketArn: ARN_OF.vector, Policy: document } },
  }),
};

export type Kind = keyof typeof MADE;

export function policyOf(...Statement: readonly unknown[]) {
  return { Version: '2012-10-17', Statement };
}

/** A bucket of a kind with a policy of these statements. */
export function withPolicy(kind: Kind, ...statements: readonly unknown[]): Sections {
  return withDocument(kind, policyOf(...statements));
}

/** The same with whatever stands for the document. */
export function withDocument(kind: Kind, document: unknown, declared: Declared = {}): Sections {
  return templateOf(MADE[kind](document, declared));
}

/** A bucket of a kind that declares an encryption, with a policy of these statements. */
export function encryptedWithPolicy(kind: Kind, declared: Declared, ...statements: readonly unknown[]): Sections {
  return withDocument(kind, policyOf(...statements), declared);
}

/** What can specify an encryption: actions, resources and condition keys. */
interface Encrypting {
  readonly actions: string[];
  readonly resources: unknown[];
  readonly algorithm: string;
  readonly key: string;
}

/** The same of each kind, from AWS's reference. */
export const ENCRYPTING: { readonly [kind in Kind]: Encrypting } = {
  directory: {
    actions: ['s3express:CreateSession'],
    resources: [ARN_OF.directory],
    algorithm: 's3express:x-amz-server-side-encryption',
    key: 's3express:x-amz-server-side-encryption-aws-kms-key-id',
  },
  table: {
    actions: ['s3tables:CreateTable', 's3tables:PutTableBucketEncryption', 's3tables:PutTableEncryption'],
    resources: [ARN_OF.table, INSIDE.table],
    algorithm: 's3tables:SSEAlgorithm',
    key: 's3tables:KMSKeyArn',
  },
  vector: {
    actions: ['s3vectors:CreateIndex'],
    resources: [ARN_OF.vector, INSIDE.vector],
    algorithm: 's3vectors:sseType',
    key: 's3vectors:kmsKeyArn',
  },
};

export function statement(Effect: 'Allow' | 'Deny', Action: unknown, Resource: unknown, more: object = {}) {
  return { Sid: 'One', Effect, Principal: '*', Action, Resource, ...more };
}
