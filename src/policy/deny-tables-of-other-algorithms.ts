import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { TABLE_BUCKETS } from '../encryption/internal';

/**
 * Denies tables, and changes of a table bucket's default encryption, that specify another algorithm than the bucket's default.
 *
 * A table that specifies none passes: it inherits the encryption of its bucket. The Service Authorization Reference asks about the
 * bucket when a table is created, AWS's example about what is in it, and denies nothing where the former holds: both are named.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html
 */
export function denyTablesOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return denyEncryptionOfKind(TABLE_BUCKETS, 'DenyTablesOfOtherAlgorithms', bucketArn, TABLE_BUCKETS.algorithmConditionKey, algorithm);
}
