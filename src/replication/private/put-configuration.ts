import { aws_iam as iam, custom_resources as cr, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { apiShape } from './api-shape';
import { seenFrom } from './environments';
import type { Replicator } from './replicator';
import { uniqueRoleName } from './role';

/**
 * Puts a replication configuration on a bucket that exists already, and takes it off again.
 *
 * The rights to do so belong to a role of their own: the function that makes the call, and its role, are shared by all
 * custom resources of the stack. Its name is known beforehand, so that policies of the bucket can except it.
 */
export class PutConfiguration extends Construct {
  /** The ARN of the role that puts the configuration, as other templates of the account can write it. */
  readonly roleArn: string;

  constructor(scope: Construct, id: string, replicator: Replicator) {
    super(scope, id);
    const { source } = replicator;
    const { account, partition } = Stack.of(this);
    const roleName = uniqueRoleName(this);
    this.roleArn = `arn:${partition}:iam::${account}:role/${roleName}`;
    const call = (action: string, parameters: object): cr.AwsSdkCall => ({
      service: 'S3',
      action,
      parameters: { Bucket: seenFrom(this, source.resource.ref), ...parameters },
      region: source.stack.region,
      assumedRoleArn: this.roleArn,
      physicalResourceId: cr.PhysicalResourceId.of(seenFrom(this, source.resource.attrArn)),
    });
    const put = new cr.AwsCustomResource(this, 'Put', {
      onUpdate: call('putBucketReplication', { ReplicationConfiguration: apiShape(replicator.configuration()) }),
      onDelete: { ...call('deleteBucketReplication', {}), ignoreErrorCodesMatching: 'NoSuchBucket' },
      policy: cr.AwsCustomResourcePolicy.fromStatements([new iam.PolicyStatement({ actions: ['sts:AssumeRole'], resources: [this.roleArn] })]),
      installLatestAwsSdk: false,
    });
    const role = new iam.Role(this, 'Role', {
      roleName,
      description: `Puts the replication configuration of ${source.path}`,
      assumedBy: put.grantPrincipal,
      inlinePolicies: { PutReplicationConfiguration: this.rights(replicator) },
    });
    put.node.addDependency(role, replicator.role);
  }

  private rights({ source, role }: Replicator): iam.PolicyDocument {
    return new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({
          sid: 'PutReplicationConfiguration',
          actions: ['s3:PutReplicationConfiguration'],
          resources: [seenFrom(this, source.resource.attrArn)],
        }),
        new iam.PolicyStatement({
          sid: 'PassReplicationRole',
          actions: ['iam:PassRole'],
          resources: [role.roleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 's3.amazonaws.com' } },
        }),
      ],
    });
  }
}
