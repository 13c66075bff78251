import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';
import { DIRECTORY_BUCKETS, resourcesOfKind } from '../encryption/internal';

/**
 * Denies sessions of a directory bucket that ask for another KMS key than the accepted ones.
 *
 * A session that asks for none passes: default encryption serves it. Compared as text, because `ArnNotEquals` does not match what is
 * no ARN, and a bare key ID would pass.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for several
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-express-UsingKMSEncryption.html#s3-express-require-sse-kms
 */
export function denySessionsOfOtherKeys(bucketArn: string, keyArns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenySessionsOfOtherKeys',
    actions: [...DIRECTORY_BUCKETS.encryptingActions],
    resources: resourcesOfKind(DIRECTORY_BUCKETS, bucketArn),
    conditions: {
      Null: { [DIRECTORY_BUCKETS.keyConditionKey]: 'false' },
      StringNotEquals: { [DIRECTORY_BUCKETS.keyConditionKey]: keyArns },
    },
  });
}
