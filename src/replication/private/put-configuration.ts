import { CustomResource, Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { apiShape } from './api-shape';
import { CONFIGURATION_HANDLER } from './configuration-handler';
import { seenFrom } from './environments';
import type { Replicator } from './replicator';
import { uniqueRoleName } from './role';
import { roleArnOf } from '../../encryption/internal';
import { bucketHash, configuringPath, iamDescription } from '../../policy';

// docs/decisions/0041
/**
 * Puts a replication configuration on a bucket that exists already, and takes it off again if it is still there.
 *
 * The function and its role are its own, and of this bucket: for another bucket they are others, so that the former ones
 * can still take the former configuration off. Name and path of the role are known beforehand, so that policies of the
 * bucket can exempt it.
 */
export class PutConfiguration extends Construct {
  /** The ARN of the role that puts the configuration, as other templates of the account can write it. */
  readonly roleArn: string;

  constructor(scope: Construct, replicator: Replicator) {
    super(scope, `Configuration${bucketHash(replicator.source.resource)}`);
    const { source } = replicator;
    const { account, partition } = Stack.of(this);
    const log = new logs.LogGroup(this, 'Log', { retention: logs.RetentionDays.THREE_MONTHS, removalPolicy: RemovalPolicy.DESTROY });
    const [roleName, path] = [uniqueRoleName(this), configuringPath(source.resource)];
    this.roleArn = roleArnOf(partition, account, `${path}${roleName}`);
    const role = new iam.Role(this, 'Role', {
      roleName,
      path,
      description: iamDescription(`Puts the replication configuration of ${source.path}`),
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { PutReplicationConfiguration: this.rights(replicator, log) },
    });
    const handler = new lambda.Function(this, 'Function', {
      description: `Puts the replication configuration of ${source.path}`.slice(0, LONGEST_DESCRIPTION),
      runtime: lambda.determineLatestNodeRuntime(this),
      handler: 'index.handler',
      code: lambda.Code.fromInline(CONFIGURATION_HANDLER),
      timeout: Duration.minutes(2),
      logGroup: log,
      role,
    });
    const put = new CustomResource(this, 'Put', {
      resourceType: 'Custom::S3BucketReplication',
      serviceToken: handler.functionArn,
      serviceTimeout: Duration.minutes(15),
      properties: {
        Region: source.stack.region,
        Bucket: seenFrom(this, source.resource.ref),
        // As text, because CloudFormation hands on numbers as texts, which the API does not take for numbers.
        Configuration: Stack.of(this).toJsonString(apiShape(replicator.configuration())),
      },
    });
    put.node.addDependency(replicator.role);
  }

  private rights({ source, role }: Replicator, log: logs.ILogGroup): iam.PolicyDocument {
    return new iam.PolicyDocument({
      statements: [
        new iam.PolicyStatement({
          sid: 'PutReplicationConfiguration',
          actions: ['s3:GetReplicationConfiguration', 's3:PutReplicationConfiguration'],
          resources: [seenFrom(this, source.resource.attrArn)],
        }),
        new iam.PolicyStatement({
          sid: 'PassReplicationRole',
          actions: ['iam:PassRole'],
          resources: [role.roleArn],
          conditions: { StringEquals: { 'iam:PassedToService': 's3.amazonaws.com' } },
        }),
        new iam.PolicyStatement({ sid: 'WriteLog', actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [log.logGroupArn] }),
      ],
    });
  }
}

/** What AWS Lambda takes. */
const LONGEST_DESCRIPTION = 256;
