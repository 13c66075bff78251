import type { aws_iam as iam } from 'aws-cdk-lib';
import type { SseAlgorithm } from '../encryption';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { DIRECTORY_BUCKETS } from '../encryption/internal';

/**
 * Denies sessions of a directory bucket that specify another algorithm than the bucket's default.
 *
 * A session that specifies none passes: it gets the default encryption. AWS's own example denies every session without the header,
 * and so every session of the SDKs, those that only read included.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms
 */
export function denySessionsOfOtherAlgorithms(bucketArn: string, algorithm: SseAlgorithm): iam.PolicyStatement {
  return denyEncryptionOfKind(DIRECTORY_BUCKETS, 'DenySessionsOfOtherAlgorithms', bucketArn, DIRECTORY_BUCKETS.algorithmConditionKey, algorithm);
}
