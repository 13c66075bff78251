import { aws_iam as iam, aws_logs as logs, aws_s3 as s3, aws_sns as sns, Stack } from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import * as library from '../../src';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, mixins, ReplicationDestination, SseAlgorithm, WatchedBuckets } from '../../src';

export const ROLE_ARN = 'arn:aws:iam::111122223333:role/Reports';
export const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

export interface Taker {
  /** What is required, as it is right. */
  readonly required?: (stack: Stack) => { readonly [prop: string]: unknown };
  readonly take: (stack: Stack, props: any) => unknown;
  /** What errors begin with; a construct's path otherwise. */
  readonly by?: string;
}

const bucket = (stack: Stack) => new EncryptedBucket(stack, 'Bucket');
const replicating = (stack: Stack) => new library.BucketReplication(stack, 'Replication', {
  source: bucket(stack), rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas')) }],
});
const mixin = (make: (options: any) => IMixin): Taker => ({ take: (stack, options) => new s3.CfnBucket(stack, 'It').with(make(options)) });
const construct = (Class: new (scope: Stack, id: string, props: any) => unknown, required?: Taker['required']): Taker => ({
  required, take: (stack, props) => new Class(stack, 'It', props),
});

const source = (factory: keyof typeof LogSource & string, required?: Taker['required']): Taker => ({
  by: `LogSource.${factory}`, required, take: (_, options) => (LogSource[factory] as (options: unknown) => LogSource).call(LogSource, options),
});

/** Whoever takes a struct. A struct that nobody here takes fails the test. */
export const TAKERS: { readonly [struct: string]: Taker } = {
  BatchOperationsReportsOptions: source('batchOperationsReports', (stack) => ({ role: iam.Role.fromRoleArn(stack, 'Role', ROLE_ARN) })),
  BucketLogsOptions: source('s3AccessLogs'),
  CloudFrontLegacyLogsOptions: source('cloudFrontLegacy'),
  CloudTrailLogsOptions: source('cloudTrail'),
  CloudWatchLogsExportOptions: source('cloudWatchLogsExport'),
  GuardDutyFindingsOptions: source('guardDuty'),
  LogSourceOptions: source('applicationLoadBalancer'),
  StorageLensOptions: source('storageLens'),
  VendedLogsOptions: source('vended'),
  VpcFlowLogsOptions: source('vpcFlowLogs'),
  AccessLogDeliveryProps: construct(library.AccessLogDelivery, (stack) => ({ bucket: bucket(stack) })),
  AccessLogsOptions: {
    required: (stack) => ({ bucket: new LogBucket(stack, 'Logs') }),
    take: (stack, accessLogs) => new EncryptedBucket(stack, 'It', { accessLogs }),
  },
  AlarmOptions: construct(library.RequestAlarms),
  AlertTopicProps: construct(library.AlertTopic),
  BatchJobAlertsProps: construct(library.BatchJobAlerts, (stack) => ({ topic: new sns.Topic(stack, 'Topic') })),
  BucketChangeAlertsProps: construct(library.BucketChangeAlerts, (stack) => ({ bucketNames: ['a-bucket'], topic: new sns.Topic(stack, 'Topic') })),
  BucketDefaultEncryptionOptions: mixin((options) => new mixins.BucketDefaultEncryption(DefaultEncryption.sseS3(), options)),
  BucketDefaultUploadOptions: { by: 'UploadEncryption.bucketDefault', take: (_, options) => library.UploadEncryption.bucketDefault(options) },
  BucketDestinationOptions: { by: 'ReplicationDestination.bucket', take: (stack, options) => ReplicationDestination.bucket(bucket(stack), options) },
  BucketEncryptionGuardOptions: mixin((options) => new mixins.BucketEncryptionGuard(options)),
  BucketLegacyPolicyMigrationOptions: mixin((options) => new mixins.BucketLegacyPolicyMigration(options)),
  BucketReplicationProps: construct(library.BucketReplication, (stack) => ({
    source: bucket(stack), rules: [{ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, 'Replicas')) }],
  })),
  BucketReplicationRule: {
    required: (stack) => ({ destination: ReplicationDestination.bucket(new EncryptedBucket(stack, 'More')) }),
    take: (stack, rule) => replicating(stack).addRule(rule),
    by: 'Stack/Replication',
  },
  BucketSecureTransportOptions: mixin((options) => new mixins.BucketSecureTransport(options)),
  BucketSignatureVersion4Options: mixin((options) => new mixins.BucketSignatureVersion4(options)),
  BucketSseCAllowedOptions: mixin((options) => new mixins.BucketSseCAllowed(options)),
  ClientSideEncryptionOptions: {
    take: (stack, options) => new EncryptionKey(stack, 'It')
      .grantClientSideEncryption(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), options),
  },
  CrossAccountAccessProps: { by: 'CrossAccountAccess', required: () => ({ bucketArn: 'arn:aws:s3:::a-bucket' }), take: (_, props) => library.CrossAccountAccess.read(props) },
  CurrentDsseKmsOptions: { by: 'CurrentEncryption.dsseKms', take: (_, options) => library.CurrentEncryption.dsseKms(options) },
  CurrentSseKmsOptions: { by: 'CurrentEncryption.sseKms', take: (_, options) => library.CurrentEncryption.sseKms(options) },
  DashboardBucket: {
    required: () => ({ bucketName: 'a-bucket', algorithm: library.SseAlgorithm.SSE_S3 }),
    take: (stack, props) => { new library.EncryptionDashboard(stack, 'It').addBuckets(props); },
  },
  DsseKmsOptions: { by: 'DefaultEncryption.dsseKms', take: (_, options) => DefaultEncryption.dsseKms(options) },
  EncryptedBucketProps: construct(EncryptedBucket),
  EncryptedBucketOriginProps: { by: 'Stack/Bucket', take: (stack, props) => new library.EncryptedBucketOrigin(bucket(stack), props) },
  EncryptionDashboardProps: construct(library.EncryptionDashboard),
  EncryptionInventoryProps: construct(library.EncryptionInventory, (stack) => ({ bucket: bucket(stack) })),
  EncryptionKeyAttributes: {
    required: () => ({ keyArn: KEY_ARN }),
    take: (stack, attributes) => EncryptionKey.fromEncryptionKeyAttributes(stack, 'It', attributes),
  },
  EncryptionKeyProps: construct(EncryptionKey),
  EncryptionMonitorProps: construct(library.EncryptionMonitor, (stack) => ({ buckets: WatchedBuckets.of(bucket(stack)) })),
  EventAlertOptions: construct(library.KeyChangeAlerts, (stack) => ({ keyArns: [KEY_ARN], topic: new sns.Topic(stack, 'Topic') })),
  ExpectedEncryption: {
    required: () => ({ bucketName: 'a-bucket', algorithm: SseAlgorithm.SSE_S3 }),
    take: (stack, expected) => new library.UploadAlarms(stack, 'It', { expected: [expected] }),
  },
  InventoryReportOptions: {
    by: 'ObjectSelection.listedIn', required: () => ({ manifestEtag: 'a', manifestObjectKey: 'b' }), take: (_, report) => library.ObjectSelection.listedIn(report),
  },
  KeyChangeAlertsProps: construct(library.KeyChangeAlerts, (stack) => ({ keyArns: [KEY_ARN], topic: new sns.Topic(stack, 'Topic') })),
  KeyLifecycleAlertsProps: construct(library.KeyLifecycleAlerts, (stack) => ({ keyArns: [KEY_ARN], topic: new sns.Topic(stack, 'Topic') })),
  KeyUseAlarmsProps: construct(library.KeyUseAlarms, () => ({ keyArns: [KEY_ARN] })),
  KmsQuotaAlarmProps: construct(library.KmsQuotaAlarm),
  LogBucketProps: construct(LogBucket),
  MatchingObjectsOptions: { by: 'ObjectSelection.matching', take: (_, options) => library.ObjectSelection.matching(options) },
  ObjectReencryptionProps: construct(library.ObjectReencryption, (stack) => ({ bucket: bucket(stack), reports: new LogBucket(stack, 'Reports') })),
  ObjectTrailProps: construct(library.ObjectTrail),
  ReplicateExistingOptions: {
    required: (stack) => ({ reports: new LogBucket(stack, 'Reports') }), take: (stack, options) => replicating(stack).replicateExisting(options), by: 'Stack/Replication',
  },
  ReplicationAccessProps: construct(library.ReplicationAccess, (stack) => ({ bucket: bucket(stack), sourceAccount: '444455556666', sourceRole: 'a-role' })),
  ReplicationDestinationAttributes: {
    by: 'ReplicationDestination.fromAttributes', required: () => ({ bucketArn: 'arn:aws:s3:::a-bucket' }), take: (_, attributes) => ReplicationDestination.fromAttributes(attributes),
  },
  ReplicationHealthProps: construct(library.ReplicationHealth, (stack) => ({ replication: replicating(stack) })),
  ReplicationRoute: {
    required: () => ({ destinationBucketName: 'a-bucket', ruleId: 'a-rule' }),
    take: (stack, route) => { new library.EncryptionDashboard(stack, 'It').addBuckets({ bucketName: 'a-bucket', algorithm: library.SseAlgorithm.SSE_S3, replication: [route] }); },
  },
  RequestAlarmsProps: construct(library.RequestAlarms),
  SseKmsAwsManagedOptions: { by: 'DefaultEncryption.sseKmsAwsManaged', take: (_, options) => DefaultEncryption.sseKmsAwsManaged(options) },
  SseKmsOptions: { by: 'DefaultEncryption.sseKms', take: (_, options) => DefaultEncryption.sseKms(options) },
  TwoWayReplicationProps: construct(library.TwoWayReplication, (stack) => ({ first: bucket(stack), second: new EncryptedBucket(stack, 'Second') })),
  UploadAlarmsProps: construct(library.UploadAlarms, () => ({ expected: [{ bucketName: 'a-bucket', algorithm: SseAlgorithm.SSE_S3 }] })),
  UploadMetricsProps: construct(library.UploadMetrics, (stack) => ({ logGroup: new logs.LogGroup(stack, 'LogGroup') })),
  SnapshotExportOptions: {
    required: (stack) => ({ starter: new iam.Role(stack, 'Starter', { assumedBy: new iam.AccountRootPrincipal() }) }),
    take: (stack, options) => new EncryptedBucket(stack, 'It').grantSnapshotExport(new iam.Role(stack, 'Role', { assumedBy: new iam.AccountRootPrincipal() }), options),
  },
  UploadRequestOptions: { take: (stack, options) => new EncryptedBucket(stack, 'It').uploadRequest(options) },
};
