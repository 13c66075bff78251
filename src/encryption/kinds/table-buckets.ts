import { SseAlgorithm } from '../sse-algorithm';
import type { BucketKind, NameRule } from './bucket-kind';

/**
 * Table buckets, of S3 Tables. Read on 2026-11-26.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-encryption.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-kms-permissions.html
 */
export const TABLE_BUCKETS: BucketKind = {
  title: 'table bucket',
  service: 's3tables',
  bucketType: 'AWS::S3Tables::TableBucket',
  policyType: 'AWS::S3Tables::TableBucketPolicy',
  algorithms: [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS],
  keyForms: ['ARN'],
  algorithmConditionKey: 's3tables:SSEAlgorithm',
  keyConditionKey: 's3tables:KMSKeyArn',
  encryptingActions: ['s3tables:CreateTable', 's3tables:PutTableBucketEncryption', 's3tables:PutTableEncryption'],
  hasResourcesInside: true,
  // Redirected to HTTPS.
  refusesPlainHttp: true,
  change: 'for new tables only',
  keyUsers: [
    { principal: 'maintenance.s3tables.amazonaws.com', kmsActions: ['kms:GenerateDataKey', 'kms:Decrypt'], always: true },
    // Of S3 Metadata, where a general purpose bucket keeps its metadata table here.
    { principal: 'metadata.s3.amazonaws.com', kmsActions: ['kms:GenerateDataKey', 'kms:Decrypt'], always: false },
  ],
};

/**
 * The condition key of the encryption context with which tables are encrypted: its value is the ARN of the table, although
 * the name is that of objects.
 */
export const TABLE_CONTEXT_KEY = 'kms:EncryptionContext:aws:s3:arn';

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-tables-buckets-naming.html */
export const TABLE_BUCKET_NAME: NameRule = {
  expression: /^(?!xn--|sthree-|amzn-s3-demo-|aws)(?!.*(?:-s3alias|--ol-s3|--x-s3|--table-s3)$)[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/,
  form: 'pass 3 to 63 lowercase letters, digits and hyphens that begin and end with a letter or digit, don\'t begin with xn--, sthree-, amzn-s3-demo- or aws, '
    + 'and don\'t end with -s3alias, --ol-s3, --x-s3 or --table-s3',
};

export const NAMESPACE_NAME: NameRule = {
  expression: /^(?!aws)[a-z0-9][a-z0-9_]{0,254}$/,
  form: 'pass 1 to 255 lowercase letters, digits and underscores that begin with a letter or digit, and not with aws',
};

export const TABLE_NAME: NameRule = {
  expression: /^[a-z0-9][a-z0-9_]{0,254}$/,
  form: 'pass 1 to 255 lowercase letters, digits and underscores that begin with a letter or digit',
};
