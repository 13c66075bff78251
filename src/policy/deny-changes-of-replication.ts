import type { aws_iam as iam } from 'aws-cdk-lib';
import { deny } from './private/deny';

/**
 * Denies changes of a bucket's replication to everybody but some roles and users.
 *
 * Apart from `denyChangesOfEncryption()`, because more roles are exempt from it: see `configuringRoles()`.
 *
 * @param exemptArns ARNs of the roles and users who may, or patterns of such
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
 */
export function denyChangesOfReplication(bucketArn: string, exemptArns: string[]): iam.PolicyStatement {
  return deny({
    sid: 'DenyChangesOfReplication',
    // Covers its opposite too: there is no action of its own to delete a replication configuration.
    actions: ['s3:PutReplicationConfiguration'],
    resources: [bucketArn],
    conditions: { ArnNotLike: { 'aws:PrincipalArn': exemptArns } },
  });
}
