import { directoryBucket, tableBucket, templateOf, vectorBucket } from './bucket-kinds-support';
import type { Sections } from './support';

/** The ARN of a bucket of the template, and of what is in it. */
export const ARN_OF = {
  directory: { 'Fn::GetAtt': ['Bucket', 'Arn'] },
  table: { 'Fn::GetAtt': ['Bucket', 'TableBucketARN'] },
  vector: { 'Fn::GetAtt': ['Bucket', 'VectorBucketArn'] },
};
export const INSIDE = { table: { 'Fn::Sub': '${Bucket.TableBucketARN}/*' }, vector: { 'Fn::Sub': '${Bucket.VectorBucketArn}/*' } };

const MADE = {
  directory: (document: unknown) => ({
    Bucket: directoryBucket({}), Policy: { Type: 'AWS::S3Express::BucketPolicy', Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document } },
  }),
  table: (document: unknown) => ({
    Bucket: tableBucket({}), Policy: { Type: 'AWS::S3Tables::TableBucketPolicy', Properties: { TableBucketARN: ARN_OF.table, ResourcePolicy: document } },
  }),
  vector: (document: unknown) => ({
    Bucket: vectorBucket({}), Policy: { Type: 'AWS::S3Vectors::VectorBucketPolicy', Properties: { VectorBucketArn: ARN_OF.vector, Policy: document } },
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
export function withDocument(kind: Kind, document: unknown): Sections {
  return templateOf(MADE[kind](document));
}

export function statement(Effect: 'Allow' | 'Deny', Action: unknown, Resource: unknown, more: object = {}) {
  return { Sid: 'One', Effect, Principal: '*', Action, Resource, ...more };
}
