import {
  aws_cloudfront as cloudfront, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3, aws_sns as sns, aws_sqs as sqs, type Stack,
} from 'aws-cdk-lib';
import {
  AccessLogDelivery, AlertTopic, BatchJobAlerts, BucketChangeAlerts, BucketReplication, CrossAccountGrantee, DefaultEncryption, DirectoryBucketZone,
  EncryptedBucket, EncryptedBucketDefaults, EncryptedBucketOrigin, EncryptedDirectoryBucket, EncryptedTableBucket, EncryptedVectorBucket,
  EncryptionConfigRules, EncryptionDashboard, EncryptionHook, EncryptionHookOperation, EncryptionInventory, EncryptionKey, EncryptionMonitor,
  KeyChangeAlerts, KeyLifecycleAlerts, KeyUseAlarms, KmsQuotaAlarm, LogBucket, LogSource, ObjectReencryption, ObjectTrail, OrganizationGuardrail,
  QueueDestination, ReplicationAccess, ReplicationDestination, ReplicationHealth, RequestAlarms, SseAlgorithm, TopicDestination, TwoWayReplication,
  UploadAlarms, UploadMetrics, VectorBucketEncryption, VectorDistanceMetric, WatchedBuckets,
} from '../../src';

/** What is deployed before and after: two buckets whose encryption is guarded, in one stack or in two, and a bucket for logs. */
export interface Base {
  readonly stack: Stack;
  readonly data: EncryptedBucket;
  readonly other: EncryptedBucket;
  readonly logs: LogBucket;
  /** A third stack in the account of the other bucket, where that is another one. */
  readonly third?: Stack;
}

/** What is added to the buckets, under an ID, and can be changed. */
export type Feature = (base: Base, id: string, changed: boolean) => void;

const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** What stands between two buckets, wherever they are. */
export const BETWEEN_BUCKETS: { readonly [title: string]: Feature } = {
  'BucketReplication': ({ stack, data, other }, id, changed) => {
    new BucketReplication(stack, id, {
      source: data, rules: [{ destination: ReplicationDestination.bucket(other), prefix: changed ? 'a/' : undefined, deleteMarkers: changed }],
    });
  },
  'TwoWayReplication': ({ stack, data, other, third }, id, changed) => {
    new TwoWayReplication(stack, id, { first: data, second: other, secondAccountScope: third, prefix: changed ? 'a/' : undefined });
  },
  'TwoWayReplication the other way round': ({ stack, data, other, third }, id, changed) => {
    const reversed = changed && third === undefined && other.stack === stack;
    new TwoWayReplication(stack, id, { first: reversed ? other : data, second: reversed ? data : other, secondAccountScope: third });
  },
  'TwoWayReplication with what was there before': ({ stack, data, other, logs: reports, third }, id, changed) => {
    const replication = new TwoWayReplication(stack, id, { first: data, second: other, secondAccountScope: third });
    const place = third ?? other.stack;
    const near = place === stack ? reports : new LogBucket(place, `${id}Reports`, { bucketName: `reports-of-${id.toLowerCase()}` });
    replication.replicateExistingOfSecond({ reports: near, description: changed ? 'once more' : 'once' });
  },
  'BucketReplication with what was there before': ({ stack, data, other, logs: reports }, id, changed) => {
    const replication = new BucketReplication(stack, id, { source: data, rules: [{ destination: ReplicationDestination.bucket(other) }] });
    replication.replicateExisting({ reports, description: changed ? 'once more' : 'once' });
  },
};

/** What is made for a bucket. */
export const BESIDE_A_BUCKET: { readonly [title: string]: Feature } = {
  'ReplicationHealth': ({ stack, data, other }, id, changed) => {
    const replication = new BucketReplication(stack, 'Replication', { source: data, rules: [{ destination: ReplicationDestination.bucket(other) }] });
    new ReplicationHealth(stack, id, { replication, pendingOperations: changed ? 100 : undefined });
  },
  'ReplicationAccess': ({ stack, data }, id, changed) => {
    new ReplicationAccess(stack, id, { bucket: data, sourceAccount: '444455556666', sourceRole: 'replicates', ownerOverride: changed });
  },
  'AccessLogDelivery': ({ stack, data }, id, changed) => {
    new AccessLogDelivery(stack, id, { bucket: data, retention: changed ? logs.RetentionDays.ONE_YEAR : undefined });
  },
  'EncryptionInventory': ({ stack, data }, id, changed) => {
    new EncryptionInventory(stack, id, { bucket: data, frequency: changed ? s3.InventoryFrequency.DAILY : undefined });
  },
  'ObjectReencryption': ({ stack, data }, id, changed) => {
    new ObjectReencryption(stack, id, { bucket: data, description: changed ? 'once more' : 'once' });
  },
  'EncryptionMonitor': ({ stack, data, other }, id, changed) => {
    new EncryptionMonitor(stack, id, { buckets: WatchedBuckets.of(data, ...changed ? [other] : []) });
  },
  'ObjectTrail and metrics': ({ stack, data, other }, id, changed) => {
    const trail = new ObjectTrail(stack, id, { readEvents: changed });
    trail.watch(data);
    if (changed) { trail.watch(other); }
    new UploadMetrics(stack, `${id}Metrics`, { logGroup: trail.logGroup });
  },
  'ObjectTrail into the bucket of logs': ({ stack, data, logs: logBucket }, id, changed) => {
    new ObjectTrail(stack, id, { logBucket, readEvents: changed }).watch(data);
  },
  'EncryptedDirectoryBucket': ({ stack }, id, changed) => {
    const zone = DirectoryBucketZone.availabilityZone('euw1-az1');
    new EncryptedDirectoryBucket(stack, id, { zone, denyInsecureTransport: changed });
  },
  'EncryptedTableBucket': ({ stack }, id, changed) => {
    const bucket = new EncryptedTableBucket(stack, id, { tableBucketName: `tables-of-${id.toLowerCase()}`, denyInsecureTransport: changed });
    if (changed) { bucket.addTable('Table', { namespaceName: 'sales', tableName: 'orders' }); }
  },
  'EncryptedVectorBucket': ({ stack }, id, changed) => {
    const bucket = new EncryptedVectorBucket(stack, id, { denyInsecureTransport: !changed });
    const encryption = VectorBucketEncryption.sseKms();
    if (changed) { bucket.addIndex('Index', { dimension: 2, distanceMetric: VectorDistanceMetric.COSINE, encryption }); }
  },
  'OrganizationGuardrail': ({ stack }, id, changed) => {
    new OrganizationGuardrail(stack, id, { targetIds: ['ou-ab12-34567890'], requireKms: changed, exemptBucketNames: changed ? ['logs-*'] : undefined });
  },
  'EncryptedBucketDefaults': ({ stack }, id, changed) => {
    EncryptedBucketDefaults.applyTo(stack, { encryption: DefaultEncryption.sseKms(), requireSignatureVersion4: !changed });
    new s3.Bucket(stack, id);
  },
  'EncryptionConfigRules': ({ stack }, id, changed) => {
    new EncryptionConfigRules(stack, id, { organizationPack: changed ? {} : undefined });
  },
  'EncryptionHook': ({ stack }, id, changed) => {
    new EncryptionHook(stack, id, { failOnWarnings: changed, operations: changed ? Object.values(EncryptionHookOperation) : undefined });
  },
  'alerts and alarms': ({ stack }, id, changed) => {
    const { topic } = new AlertTopic(stack, id, { displayName: changed ? 'Changed' : undefined });
    new BucketChangeAlerts(stack, `${id}Buckets`, { bucketNames: ['data', ...changed ? ['other'] : []], topic });
    new KeyChangeAlerts(stack, `${id}Keys`, { keyArns: [KEY], topic });
    new KeyLifecycleAlerts(stack, `${id}Lifecycle`, { keyArns: [KEY], topic });
    new BatchJobAlerts(stack, `${id}Jobs`, { topic });
    new KeyUseAlarms(stack, `${id}KeyUse`, { keyArns: [KEY], topic });
    new KmsQuotaAlarm(stack, `${id}Quota`, { topic });
    new RequestAlarms(stack, `${id}Requests`, { topic });
    new UploadAlarms(stack, `${id}Uploads`, { expected: [{ bucketName: 'data', algorithm: SseAlgorithm.SSE_KMS }], topic });
    new EncryptionDashboard(stack, `${id}Dashboard`).addBuckets({ bucketName: 'data', algorithm: SseAlgorithm.SSE_KMS });
  },
  'EncryptionKey': ({ stack }, id, changed) => {
    new EncryptionKey(stack, id, { administrators: changed ? [new iam.ArnPrincipal('arn:aws:iam::111122223333:role/security/*')] : undefined });
  },
  'EncryptedBucket and LogBucket': ({ stack }, id, changed) => {
    const logBucket = new LogBucket(stack, `${id}Logs`, { otherWritersDenied: changed });
    new EncryptedBucket(stack, id, { accessLogs: { bucket: logBucket, prefix: changed ? 'changed/' : undefined } });
  },
  'CloudFront': ({ stack, data }, id, changed) => {
    const originAccessLevels = [cloudfront.AccessLevel.READ, ...changed ? [cloudfront.AccessLevel.LIST] : []];
    new cloudfront.Distribution(stack, id, { defaultBehavior: { origin: new EncryptedBucketOrigin(data, { originAccessLevels }) } });
  },
  'events': ({ stack, data }, id, changed) => {
    data.addObjectCreatedNotification(new QueueDestination(new sqs.Queue(stack, id, { encryption: sqs.QueueEncryption.KMS })), { prefix: changed ? 'b/' : 'a/' });
    data.addObjectRemovedNotification(new TopicDestination(new sns.Topic(stack, `${id}Topic`, { masterKey: new kms.Key(stack, `${id}Key`) })));
  },
  'grants': ({ stack, data }, id, changed) => {
    const role = new iam.Role(stack, id, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    data.grantRead(role, changed ? 'a/*' : undefined);
    data.grantCrossAccountRead(CrossAccountGrantee.role(`arn:aws:iam::444455556666:role/${id}`), changed ? 'a/*' : undefined);
  },
  'logs of others': ({ data, logs: logBucket }, id, changed) => {
    logBucket.acceptLogsFrom(LogSource.applicationLoadBalancer({ prefix: id }));
    data.acceptLogsFrom(LogSource.cloudTrail({ trailNames: [id, ...changed ? ['changed'] : []] }));
  },
};
