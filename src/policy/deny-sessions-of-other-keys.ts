import type { aws_iam as iam } from 'aws-cdk-lib';
import { denyEncryptionOfKind } from './private/deny-encryption-of-kind';
import { DIRECTORY_BUCKETS } from '../encryption/internal';

/**
 * Denies sessions of a directory bucket that specify another KMS key than the accepted ones.
 *
 * A session that specifies none passes: it gets the default encryption. Compared as text, because `ArnNotEquals` does not match what is
 * no ARN, and a bare key ID would pass.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms
 */
export function denySessionsOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return denyEncryptionOfKind(DIRECTORY_BUCKETS, 'DenySessionsOfOtherKeys', bucketArn, DIRECTORY_BUCKETS.keyConditionKey, keyArns);
}
