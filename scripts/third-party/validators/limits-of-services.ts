import type { Deployed } from '../../../test/support/world';

export interface Measured {
  /** What has the size. */
  readonly of: string;
  readonly size: number;
}

/** What a service takes at most, and how to measure it. */
export interface Limit {
  readonly name: string;
  readonly most: number;
  readonly link: string;
  readonly types: readonly string[];
  measure(resource: Deployed, all: readonly Deployed[]): Measured[];
}

const IAM_QUOTAS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html';
const CLOUDWATCH_QUOTAS = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_limits.html';
const PUT_METRIC_ALARM = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html';
const EVENTBRIDGE_QUOTAS = 'https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html';
const PUT_RULE = 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutRule.html';

/** A property as text, without white space: that is how IAM counts, and AWS stores what CloudFormation sends it. */
function property(name: string, most: number, types: string | readonly string[], path: string, link: string): Limit {
  return {
    name,
    most,
    link,
    types: [types].flat(),
    measure: ({ properties }) => {
      const value = at(properties, path);
      return value === undefined ? [] : [{ of: path, size: Buffer.byteLength(typeof value === 'string' ? value : JSON.stringify(value)) }];
    },
  };
}

/** The number of elements of a list. */
function elements(name: string, most: number, type: string, path: string, link: string): Limit {
  return {
    name,
    most,
    link,
    types: [type],
    measure: ({ properties }) => {
      const value = at(properties, path);
      return Array.isArray(value) ? [{ of: path, size: value.length }] : [];
    },
  };
}

function at(properties: { readonly [name: string]: unknown }, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => (typeof value === 'object' && value !== null ? (value as { [name: string]: unknown })[name] : undefined), properties);
}

interface DashboardBody { readonly widgets: readonly { readonly properties?: { readonly metrics?: readonly unknown[] } }[] }

/** The metrics of each widget of a dashboard. */
function widgets({ properties }: Deployed): number[] {
  return (JSON.parse(properties.DashboardBody as string) as DashboardBody).widgets.map((widget) => widget.properties?.metrics?.length ?? 0);
}

/** All policies within a role count together: those that it has itself, and those that stand beside it. */
function inlinePolicies(role: Deployed, all: readonly Deployed[]): Measured[] {
  const own = (role.properties.Policies ?? []) as { PolicyDocument: unknown }[];
  const beside = all.filter(({ type, stack, properties }) => type === 'AWS::IAM::Policy' && stack === role.stack
    && ((properties.Roles ?? []) as string[]).includes(role.name)).map(({ properties }) => properties as { PolicyDocument: unknown });
  return [{ of: 'all policies of the role', size: [...own, ...beside].reduce((sum, { PolicyDocument }) => sum + JSON.stringify(PolicyDocument).length, 0) }];
}

/** Quotas that hold unless AWS has raised them. */
export const LIMITS: readonly Limit[] = [
  property('S3 bucket policy', 20 * 1024, 'AWS::S3::BucketPolicy', 'PolicyDocument', 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-policies.html'),
  property('S3 bucket name', 63, 'AWS::S3::Bucket', 'BucketName', 'https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html'),
  elements('S3 replication rules', 1000, 'AWS::S3::Bucket', 'ReplicationConfiguration.Rules', 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketReplication.html'),
  elements('S3 lifecycle rules', 1000, 'AWS::S3::Bucket', 'LifecycleConfiguration.Rules', 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html'),
  elements('S3 inventories', 1000, 'AWS::S3::Bucket', 'InventoryConfigurations', 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketInventoryConfiguration.html'),
  property('KMS key policy', 32 * 1024, 'AWS::KMS::Key', 'KeyPolicy', 'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html'),
  property('KMS description', 8192, 'AWS::KMS::Key', 'Description', 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html'),
  property('KMS alias', 256, 'AWS::KMS::Alias', 'AliasName', 'https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html'),
  { name: 'IAM policies of a role', most: 10_240, link: IAM_QUOTAS, types: ['AWS::IAM::Role'], measure: inlinePolicies },
  property('IAM managed policy', 6144, 'AWS::IAM::ManagedPolicy', 'PolicyDocument', IAM_QUOTAS),
  property('IAM trust policy', 2048, 'AWS::IAM::Role', 'AssumeRolePolicyDocument', IAM_QUOTAS),
  property('IAM role name', 64, 'AWS::IAM::Role', 'RoleName', IAM_QUOTAS),
  property('IAM role description', 1000, 'AWS::IAM::Role', 'Description', 'https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html'),
  elements('IAM managed policies of a role', 10, 'AWS::IAM::Role', 'ManagedPolicyArns', IAM_QUOTAS),
  property('EventBridge event pattern', 2048, 'AWS::Events::Rule', 'EventPattern', EVENTBRIDGE_QUOTAS),
  elements('EventBridge targets of a rule', 5, 'AWS::Events::Rule', 'Targets', EVENTBRIDGE_QUOTAS),
  property('EventBridge rule name', 64, 'AWS::Events::Rule', 'Name', PUT_RULE),
  property('EventBridge rule description', 512, 'AWS::Events::Rule', 'Description', PUT_RULE),
  property('CloudWatch alarm name', 255, 'AWS::CloudWatch::Alarm', 'AlarmName', PUT_METRIC_ALARM),
  property('CloudWatch alarm description', 1024, 'AWS::CloudWatch::Alarm', 'AlarmDescription', PUT_METRIC_ALARM),
  elements('CloudWatch alarm actions', 5, 'AWS::CloudWatch::Alarm', 'AlarmActions', CLOUDWATCH_QUOTAS),
  {
    name: 'CloudWatch metrics of an alarm',
    most: 10,
    link: CLOUDWATCH_QUOTAS,
    types: ['AWS::CloudWatch::Alarm'],
    measure: ({ properties }) => [{ of: 'Metrics', size: ((properties.Metrics ?? []) as { MetricStat?: unknown }[]).filter(({ MetricStat }) => MetricStat !== undefined).length }],
  },
  {
    name: 'CloudWatch metric expression',
    most: 2048,
    link: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html',
    types: ['AWS::CloudWatch::Alarm'],
    measure: ({ properties }) => ((properties.Metrics ?? []) as { Expression?: string }[]).map(({ Expression = '' }) => ({ of: 'Expression', size: Expression.length })),
  },
  { name: 'CloudWatch widgets of a dashboard', most: 500, link: CLOUDWATCH_QUOTAS, types: ['AWS::CloudWatch::Dashboard'], measure: (board) => [{ of: 'DashboardBody', size: widgets(board).length }] },
  { name: 'CloudWatch metrics of a widget', most: 500, link: CLOUDWATCH_QUOTAS, types: ['AWS::CloudWatch::Dashboard'], measure: (board) => [{ of: 'a widget', size: Math.max(0, ...widgets(board)) }] },
  {
    name: 'CloudWatch metrics of a dashboard',
    most: 2500,
    link: CLOUDWATCH_QUOTAS,
    types: ['AWS::CloudWatch::Dashboard'],
    measure: (board) => [{ of: 'DashboardBody', size: widgets(board).reduce((sum, metrics) => sum + metrics, 0) }],
  },
  property('CloudWatch Logs filter pattern', 1024, 'AWS::Logs::MetricFilter', 'FilterPattern', 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html'),
  property('CloudWatch Logs resource policy', 5120, 'AWS::Logs::ResourcePolicy', 'PolicyDocument', 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutResourcePolicy.html'),
  property('SNS topic policy', 30 * 1024, 'AWS::SNS::TopicPolicy', 'PolicyDocument', 'https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-language-api-permissions-reference.html'),
  property('SQS queue policy', 8192, 'AWS::SQS::QueuePolicy', 'PolicyDocument', 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-policies.html'),
];
