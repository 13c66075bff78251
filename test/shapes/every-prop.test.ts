import {
  App, aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3, aws_sns as sns, Duration, Stack,
} from 'aws-cdk-lib';
import type { IMixin } from 'constructs';
import { structsOfMakers, wrongValues } from './structs';
import * as library from '../../src';
import { DefaultEncryption, EncryptedBucket, EncryptionKey, LogBucket, LogSource, mixins, ReplicationDestination, SseAlgorithm, WatchedBuckets } from '../../src';

const ROLE_ARN = 'arn:aws:iam::111122223333:role/Reports';
const KEY_ARN = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

interface Taker {
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
const TAKERS: { readonly [struct: string]: Taker } = {
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
    required: () => ({ bucketName: 'a-bucket', encryption: 'SSE-S3' }),
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
    by: 'ObjectSelection.listedIn', required: () => ({ manifestETag: 'a', manifestObjectKey: 'b' }), take: (_, report) => library.ObjectSelection.listedIn(report),
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
    take: (stack, route) => { new library.EncryptionDashboard(stack, 'It').addBuckets({ bucketName: 'b', encryption: 'SSE-S3', replication: [route] }); },
  },
  RequestAlarmsProps: construct(library.RequestAlarms),
  SseKmsAwsManagedOptions: { by: 'DefaultEncryption.sseKmsAwsManaged', take: (_, options) => DefaultEncryption.sseKmsAwsManaged(options) },
  SseKmsOptions: { by: 'DefaultEncryption.sseKms', take: (_, options) => DefaultEncryption.sseKms(options) },
  TwoWayReplicationProps: construct(library.TwoWayReplication, (stack) => ({ first: bucket(stack), second: new EncryptedBucket(stack, 'Second') })),
  UploadAlarmsProps: construct(library.UploadAlarms, () => ({ expected: [{ bucketName: 'a-bucket', algorithm: SseAlgorithm.SSE_S3 }] })),
  UploadMetricsProps: construct(library.UploadMetrics, (stack) => ({ logGroup: new logs.LogGroup(stack, 'LogGroup') })),
  UploadRequestOptions: { take: (stack, options) => new EncryptedBucket(stack, 'It').uploadRequest(options) },
};

const STRUCTS = structsOfMakers();
const aStack = () => new Stack(new App(), 'Stack', { env: { account: '111122223333', region: 'eu-west-1' } });

/** The error for props; what is wrong with it, if it is not clear. */
function refusal({ required, take, by }: Taker, change: object): string {
  const stack = aStack();
  try {
    take(stack, { ...required?.(stack), ...change });
    return 'no error';
  } catch (error) {
    const { message } = error as Error;
    return message.startsWith(`${by ?? 'Stack/It'}: `) && / Fix: ./.test(message) ? message : `unclear: ${message}`;
  }
}

test('every struct that somebody takes is tried', () => {
  expect(Object.keys(STRUCTS).filter((struct) => !(struct in TAKERS)).sort()).toEqual([]);
  expect(Object.values(STRUCTS).flat().length).toBeGreaterThan(200);
});

describe.each(Object.entries(TAKERS))('%s', (struct, taker) => {
  const props = STRUCTS[struct] ?? [];

  test('is accepted as it is right', () => {
    const stack = aStack();
    expect(() => taker.take(stack, { ...taker.required?.(stack) })).not.toThrow();
  });

  test('is refused where a prop has another shape', () => {
    const found = props.flatMap(({ name, type }) => wrongValues(type).map((value): [string, string] => [`${name}: ${JSON.stringify(value)}`, refusal(taker, { [name]: value })])
      .filter(([, message]) => !new RegExp(`: (\\S+\\.|\\S+\\[0\\]\\.)?${name}(\\[0\\]|\\.key|\\.\\w+)? cannot be `).test(message)));
    expect(found).toEqual([]);
  });

  test('is refused where a required prop is left out', () => {
    const optional = taker.required === undefined ? [] : props.filter(({ isOptional }) => !isOptional);
    const messages = optional.map(({ name }) => refusal(taker, { [name]: undefined }));
    expect(messages.filter((message) => !message.includes(' cannot be left out. Fix: '))).toEqual([]);
  });

  test('is refused where it is no object', () => {
    for (const value of [null, 'text', 7, true, []]) {
      const stack = aStack();
      expect(() => { taker.take(stack, value); }).toThrow(new RegExp(`^${taker.by ?? 'Stack/It'}: .+ cannot be .+\\. Fix: pass an object with properties of \\w+\\.$`));
    }
  });
});

test('all that is wrong is named at once', () => {
  expect(refusal(TAKERS.EncryptedBucketProps, { uploadEncryption: 'any', versioned: 'no', customerProvidedKeys: 'blocked' })).toBe(
    'Stack/It: customerProvidedKeys cannot be "blocked", uploadEncryption cannot be "any", versioned cannot be "no". '
    + 'Fix: for customerProvidedKeys, use one of BLOCKED, ALLOWED, REQUIRED; '
    + 'for uploadEncryption, pass an UploadEncryption, for example UploadEncryption.bucketDefault(); for versioned, pass true or false.');
});

test.each<[string, (stack: Stack) => unknown]>([
  ['defaultEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketDefaultEncryption(null as any))],
  ['defaultEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketDefaultEncryption('KMS' as any))],
  ['uploadEncryption', (stack) => new s3.CfnBucket(stack, 'It').with(new mixins.BucketUploadEncryption({ enforced: false } as any))],
  ['source', (stack) => new LogBucket(stack, 'It').acceptLogsFrom(null as any)],
  ['source', (stack) => new EncryptedBucket(stack, 'It').acceptLogsFrom({} as any)],
])('a parameter %s of another shape is refused', (name, act) => {
  expect(() => act(aStack())).toThrow(new RegExp(`^Stack/It(/Resource)?: ${name} cannot be .+\\. Fix: pass an? `));
});

test('values of other copies and versions, and imported ones, are accepted', () => {
  const stack = aStack();
  const key = kms.Key.fromKeyArn(stack, 'Key', KEY_ARN);
  const topic = sns.Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:eu-west-1:111122223333:topic');
  new EncryptedBucket(stack, 'Bucket', {
    defaultEncryption: DefaultEncryption.sseKms({ key }),
    encryptionAdministrators: [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/a')],
    lifecycleRules: [{ expiration: Duration.days(1), noncurrentVersionExpiration: Duration.days(1) }],
    accessLogs: { bucket: s3.Bucket.fromBucketName(stack, 'Logs', 'logs') },
  });
  new library.BatchJobAlerts(stack, 'Alerts', { topic, targets: [new targets.SnsTopic(topic)] });
});
