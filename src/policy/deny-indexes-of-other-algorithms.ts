import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { deny } from './private/deny';
import { VECTOR_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies vector indexes that ask for another algorithm than the bucket's default.
 *
 * An index that asks for none passes: it inherits the encryption of its bucket. The condition key exists for the creation of buckets
 * too, of which the policy of the bucket is never asked.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
 */
export function denyIndexesOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return deny({
    sid: 'DenyIndexesOfOtherAlgorithms',
    actions: [...VECTOR_BUCKETS.encryptingActions],
    resources: resourcesOfKind(VECTOR_BUCKETS, bucketArn),
    conditions: {
      Null: { [VECTOR_BUCKETS.algorithmConditionKey]: 'false' },
      StringNotEquals: { [VECTOR_BUCKETS.algorithmConditionKey]: algorithm },
    },
  });
}
