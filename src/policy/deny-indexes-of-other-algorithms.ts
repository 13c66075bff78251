import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { VECTOR_BUCKETS } from '../encryption/internal';

/**
 * Denies vector indexes that specify another algorithm than the bucket's default.
 *
 * An index that specifies none passes: it inherits the encryption of its bucket. The condition key exists for the creation of buckets
 * too, of which the policy of the bucket is never asked.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
 */
export function denyIndexesOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return denyEncryptionOfKind(VECTOR_BUCKETS, 'DenyIndexesOfOtherAlgorithms', bucketArn, VECTOR_BUCKETS.algorithmConditionKey, algorithm);
}
