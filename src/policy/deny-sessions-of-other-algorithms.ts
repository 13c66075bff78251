import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { deny } from './private/deny';
import { DIRECTORY_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies sessions of a directory bucket that ask for another algorithm than the bucket's default.
 *
 * A session that asks for none passes: default encryption serves it. AWS's own example denies every session without the header,
 * and so every session of the SDKs, those that only read included.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms
 */
export function denySessionsOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return deny({
    sid: 'DenySessionsOfOtherAlgorithms',
    actions: [...DIRECTORY_BUCKETS.encryptingActions],
    resources: resourcesOfKind(DIRECTORY_BUCKETS, bucketArn),
    conditions: {
      Null: { [DIRECTORY_BUCKETS.algorithmConditionKey]: 'false' },
      StringNotEquals: { [DIRECTORY_BUCKETS.algorithmConditionKey]: algorithm },
    },
  });
}
