import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { deny } from './private/deny';
import { TABLE_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies tables, and changes of a table bucket's default encryption, that ask for another algorithm than the bucket's default.
 *
 * A table that asks for none passes: it inherits the encryption of its bucket. The Service Authorization Reference asks about the
 * bucket when a table is created, AWS's example about what is in it, and denies nothing where the former holds: both are named.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/tables-require-kms.html
 */
export function denyTablesOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return deny({
    sid: 'DenyTablesOfOtherAlgorithms',
    actions: [...TABLE_BUCKETS.encryptingActions],
    resources: resourcesOfKind(TABLE_BUCKETS, bucketArn),
    conditions: {
      Null: { [TABLE_BUCKETS.algorithmConditionKey]: 'false' },
      StringNotEquals: { [TABLE_BUCKETS.algorithmConditionKey]: algorithm },
    },
  });
}
