import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';

// docs/decisions/0022
/**
 * Denies changes of a bucket's default encryption and of its policy to everybody but some roles and users.
 *
 * Told by who asks, because S3 offers no condition key for what is asked. Who has no ARN, such as an AWS service in its
 * own name, is denied too.
 *
 * @param exemptArns ARNs of the roles and users who may, or patterns of such
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function denyChangesOfEncryption(bucketArn: string, exemptArns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyChangesOfEncryption',
    // The first covers its opposite too: there is no action of its own to delete encryption.
    actions: ['s3:PutEncryptionConfiguration', 's3:PutBucketPolicy', 's3:DeleteBucketPolicy'],
    resources: [bucketArn],
    conditions: { ArnNotLike: { 'aws:PrincipalArn': exemptArns } },
  });
}
