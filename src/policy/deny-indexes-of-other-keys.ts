import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';
import { VECTOR_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies vector indexes that ask for another KMS key than the accepted ones.
 *
 * An index that asks for none passes: it inherits the encryption of its bucket.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3vectors.html
 */
export function denyIndexesOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyIndexesOfOtherKeys',
    actions: [...VECTOR_BUCKETS.encryptingActions],
    resources: resourcesOfKind(VECTOR_BUCKETS, bucketArn),
    conditions: {
      Null: { [VECTOR_BUCKETS.keyConditionKey]: 'false' },
      StringNotEquals: { [VECTOR_BUCKETS.keyConditionKey]: keyArns },
    },
  });
}
