import { SseAlgorithm } from '../sse-algorithm';
import type { BucketKind, NameRule } from './bucket-kind';

/**
 * Vector buckets, of S3 Vectors, and their indexes. Read on 2026-11-26.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-data-encryption.html
 */
export const VECTOR_BUCKETS: BucketKind = {
  title: 'vector bucket',
  service: 's3vectors',
  bucketType: 'AWS::S3Vectors::VectorBucket',
  policyType: 'AWS::S3Vectors::VectorBucketPolicy',
  algorithms: [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS],
  keyForms: ['ARN'],
  algorithmConditionKey: 's3vectors:sseType',
  keyConditionKey: 's3vectors:kmsKeyArn',
  // There is no policy yet when a bucket is created.
  encryptingActions: ['s3vectors:CreateIndex'],
  hasResourcesInside: true,
  refusesPlainHttp: false,
  change: 'never',
  viaService: 's3vectors',
  keyUsers: [{ principal: 'indexing.s3vectors.amazonaws.com', kmsActions: ['kms:Decrypt'], always: true }],
};

/** The names of the pairs of encryption context of S3 Vectors. */
export const VECTOR_CONTEXT_NAMES = ['aws:s3vectors:arn', 'aws:s3vectors:resource-id'];

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-buckets-naming.html */
export const VECTOR_BUCKET_NAME: NameRule = {
  expression: /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  form: 'pass 3 to 63 lowercase letters, digits and hyphens that begin and end with a letter or digit',
};

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-create-index.html */
export const VECTOR_INDEX_NAME: NameRule = {
  expression: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  form: 'pass 3 to 63 lowercase letters, digits, hyphens and dots that begin and end with a letter or digit',
};
