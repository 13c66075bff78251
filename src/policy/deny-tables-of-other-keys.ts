import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';
import { TABLE_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies tables, and changes of a table bucket's default encryption, that ask for another KMS key than the accepted ones.
 *
 * Apart from the algorithm: in one condition both would have to differ, and another KMS key would pass.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html
 */
export function denyTablesOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyTablesOfOtherKeys',
    actions: [...TABLE_BUCKETS.encryptingActions],
    resources: resourcesOfKind(TABLE_BUCKETS, bucketArn),
    conditions: {
      Null: { [TABLE_BUCKETS.keyConditionKey]: 'false' },
      StringNotEquals: { [TABLE_BUCKETS.keyConditionKey]: keyArns },
    },
  });
}
