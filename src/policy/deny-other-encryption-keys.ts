import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny, objects } from './private/deny';

/**
 * Denies uploads, and changes of encryption in place, that name another KMS key than the accepted ones.
 *
 * A request that names none passes: default encryption serves it.
 *
 * @param keyArns Full ARNs of the accepted keys; also a token that stands for one or several
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html#require-sse-kms
 */
export function denyOtherEncryptionKeys(bucketArn: string, keyArns: string | string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyOtherEncryptionKeys',
    actions: ['s3:PutObject', 's3:UpdateObjectEncryption'],
    resources: [objects(bucketArn)],
    conditions: {
      Null: { 's3:x-amz-server-side-encryption-aws-kms-key-id': 'false' },
      // Compared as text: ArnNotEquals does not match what is no ARN, so a bare key id or an alias would pass.
      StringNotEquals: { 's3:x-amz-server-side-encryption-aws-kms-key-id': Array.isArray(keyArns) && keyArns.length === 1 ? keyArns[0] : keyArns },
    },
  });
}
