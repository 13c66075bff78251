import type { aws_iam as iam } from 'aws-cdk-lib';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { TABLE_BUCKETS } from '../encryption/internal';

/**
 * Denies tables, and changes of a table bucket's default encryption, that specify another KMS key than the accepted ones.
 *
 * Apart from the algorithm: in one condition both would have to differ, and another KMS key would pass.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html
 */
export function denyTablesOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return denyEncryptionOfKind(TABLE_BUCKETS, 'DenyTablesOfOtherKeys', bucketArn, TABLE_BUCKETS.keyConditionKey, keyArns);
}
