import type { aws_iam as iam } from 'aws-cdk-lib';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { VECTOR_BUCKETS } from '../encryption/internal';

/**
 * Denies vector indexes that specify another KMS key than the accepted ones.
 *
 * An index that specifies none passes: it inherits the encryption of its bucket.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
 */
export function denyIndexesOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return denyEncryptionOfKind(VECTOR_BUCKETS, 'DenyIndexesOfOtherKeys', bucketArn, VECTOR_BUCKETS.keyConditionKey, keyArns);
}
