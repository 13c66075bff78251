import {
  aws_athena as athena, aws_cloudfront as cloudfront, aws_cloudfront_origins as origins, aws_cloudtrail as cloudtrail, aws_cloudwatch as cloudwatch,
  aws_cloudwatch_actions as actions, aws_events_targets as targets, aws_iam as iam, aws_kms as kms, aws_logs as logs, aws_s3 as s3, aws_sns as sns,
  aws_sqs as sqs, Duration, RemovalPolicy, Size, type Stack,
} from 'aws-cdk-lib';
import { application } from './access';
import { IMPORTED_KEY } from './buckets';
import { everything } from './mixins';
import { ABROAD, HOME, PARTNER, PARTNER_ACCOUNT, type Places, type Specimens } from './places';
import {
  AccessLogDelivery, AccessLogObjectKeyFormat, AlertTopic, BatchJobAlerts, BatchJobStatus, BucketChangeAlerts, BucketReplication,
  ClientSideEncryptionAccess, CrossAccountAccess, CurrentEncryption, CustomerProvidedKeys, DefaultEncryption, EncryptedBucket,
  EncryptionContext, EncryptionDashboard, EncryptionInventory, EncryptionKey, EncryptionMonitor, InventoryField, KeyChangeAlerts, KeyLifecycleAlerts,
  KeyUseAlarms, KmsQuotaAlarm, LogBucket, LogSource, mixins, ObjectOperation, ObjectReencryption, ObjectReplicationStatus, ObjectSelection,
  ObjectStorageClass, ReencryptionMethod, ReplicationAccess, ReplicationDestination, ReplicationHealth, ReplicationRoleTrust, RequestAlarms,
  SignatureVersion, SseAlgorithm, TwoWayReplication, UploadAlarms, UploadEncryption, WatchedBuckets,
} from '../../src';

const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';

const importedKey = (stack: Stack, id: string) => kms.Key.fromKeyArn(stack, id, IMPORTED_KEY);

/** Options that no other specimen has, as many at a time as go together. */
export const OPTIONS: Specimens = {
  'EncryptedBucket with what buckets of the L2 can have': ({ stack }) => {
    new EncryptedBucket(stack, 'Data', {
      bucketNamespace: s3.BucketNamespace.ACCOUNT_REGIONAL,
      bucketNamePrefix: 'the-data',
      abacStatus: true,
      cors: [{ allowedMethods: [s3.HttpMethods.GET], allowedOrigins: ['https://example.com'] }],
      customerProvidedKeys: CustomerProvidedKeys.BLOCKED,
      intelligentTieringConfigurations: [{ name: 'archived', archiveAccessTierTime: Duration.days(90) }],
      inventories: [{ destination: { bucket: new LogBucket(stack, 'Lists') }, inventoryId: 'weekly' }],
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }],
      metrics: [{ id: 'all' }],
      notificationsHandlerRole: application(stack, 'Notifies'),
      notificationsSkipDestinationValidation: true,
      objectLockEnabled: true,
      signatureVersion: SignatureVersion.V4,
      transitionDefaultMinimumObjectSize: s3.TransitionDefaultMinimumObjectSize.ALL_STORAGE_CLASSES_128_K,
    });
  },
  'EncryptedBucket with imported keys, and aws/s3 without a Bucket Key': ({ stack }) => {
    const key = EncryptionKey.fromEncryptionKeyAttributes(stack, 'Theirs', {
      keyArn: IMPORTED_KEY,
      enabled: true,
      encryptionContexts: [EncryptionContext.ofBucket('arn:aws:s3:::the-data')],
      keySpec: kms.KeySpec.SYMMETRIC_DEFAULT,
      keyUsage: kms.KeyUsage.ENCRYPT_DECRYPT,
      multiRegion: false,
      objectContext: true,
      region: HOME.region,
    });
    const withContext = EncryptionKey.fromEncryptionKeyAttributes(stack, 'WithContext', {
      keyArn: IMPORTED_KEY.replace('1234abcd', '5678abcd'), requiredEncryptionContext: { department: 'finance' },
    });
    const bucket = new EncryptedBucket(stack, 'Data', {
      bucketName: 'the-data',
      defaultEncryption: DefaultEncryption.sseKms({ key }),
      uploadEncryption: UploadEncryption.bucketDefault({ acceptedKeys: [withContext] }),
    });
    bucket.uploadRequest({ bucketKey: false, key }).headers(ObjectOperation.PUT);
    new EncryptedBucket(stack, 'TwiceEncrypted', { defaultEncryption: DefaultEncryption.dsseKms({ key: new EncryptionKey(stack, 'Key') }) });
    new EncryptedBucket(stack, 'Managed', { defaultEncryption: DefaultEncryption.sseKmsAwsManaged({ bucketKey: false }) });
  },
  'LogBucket with every option': ({ stack }) => {
    new LogBucket(stack, 'Locked', {
      objectLockDefaultRetention: s3.ObjectLockRetention.governance(Duration.days(7)), objectLockEnabled: true, versioned: true,
    });
    const logBucket = new LogBucket(stack, 'Logs', {
      lifecycleRules: [{ abortIncompleteMultipartUploadAfter: Duration.days(7) }], removalPolicy: RemovalPolicy.RETAIN,
    });
    for (const objectKeyFormat of [AccessLogObjectKeyFormat.SIMPLE, AccessLogObjectKeyFormat.PARTITIONED_BY_DELIVERY_TIME]) {
      new EncryptedBucket(stack, objectKeyFormat.replace(/\W/g, ''), { accessLogs: { bucket: logBucket, prefix: `${objectKeyFormat}/`, objectKeyFormat } });
    }
    new LogBucket(stack, 'Temporary', { autoDeleteObjects: true, removalPolicy: RemovalPolicy.DESTROY });
  },
  'LogSource with every option, cloudFrontLegacy among them': ({ stack }) => {
    const key = new EncryptionKey(stack, 'Key');
    const bucket = new EncryptedBucket(stack, 'Logs', { defaultEncryption: DefaultEncryption.sseKms({ key }) });
    const trail = new cloudtrail.CfnTrail(stack, 'Trail', {
      isLogging: true, isOrganizationTrail: true, kmsKeyId: key.keyArn, s3BucketName: bucket.bucketName, s3KeyPrefix: 'audit', trailName: 'audit',
    });
    bucket.acceptLogsFrom(LogSource.cloudTrail({ account: HOME.account, organizationId: 'o-a1b2c3d4e5', prefix: 'audit', producer: trail, region: HOME.region, trailNames: ['audit'] }));
    bucket.acceptLogsFrom(LogSource.vpcFlowLogs({ hiveCompatiblePartitions: true }));
    bucket.acceptLogsFrom(LogSource.vended({ serviceFolder: 'network-firewall' }));
    bucket.acceptLogsFrom(LogSource.vended({ accountFolder: false, prefix: 'vended' }));
    const logBucket = new LogBucket(stack, 'Exports');
    logBucket.acceptLogsFrom(LogSource.storageLens({ organizationId: 'o-a1b2c3d4e5', dashboardId: 'organization', prefix: 'lens' }));
    logBucket.acceptLogsFrom(LogSource.cloudFrontLegacy({
      producer: new cloudfront.Distribution(stack, 'Distribution', {
        defaultBehavior: { origin: new origins.HttpOrigin('example.com') }, logBucket, minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
    }));
  },
  'AccessLogDelivery into a log group that is there': ({ stack }) => {
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'LogGroup', 'access-logs');
    new AccessLogDelivery(stack, 'AccessLogs', { bucket: new EncryptedBucket(stack, 'Data'), logGroup });
  },
  'client-side encryption in each direction, and what another account allows in another Region': (places) => {
    const key = new EncryptionKey(places.stack, 'Key');
    key.grantClientSideEncryption(application(places.stack, 'Writer'), { access: ClientSideEncryptionAccess.WRITE });
    key.grantClientSideEncryption(application(places.stack, 'Both'), { access: ClientSideEncryptionAccess.READ_WRITE });
    CrossAccountAccess.read({
      bucketArn: 'arn:aws:s3:::shared', keyArn: IMPORTED_KEY, acceptedKeyArns: [IMPORTED_KEY.replace('1234abcd', '5678abcd')], region: HOME.region,
    }).grantTo(application(places.at('Partner', PARTNER), 'Application', 'partners-application'));
  },
  'mixins where nothing was declared before': ({ stack }) => {
    new s3.CfnBucket(stack, 'Undeclared').with(...everything().slice(1), new mixins.BucketDefaultEncryption(DefaultEncryption.sseKms(), { onlyWhereUndeclared: true }));
    const bucket = new s3.Bucket(stack, 'Data');
    bucket.addToResourcePolicy(new iam.PolicyStatement({
      effect: iam.Effect.DENY,
      principals: [new iam.AnyPrincipal()],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects('*')],
      conditions: { StringNotEquals: { 's3:x-amz-server-side-encryption': 'AES256' } },
    }));
    bucket.with(...everything().slice(1), new mixins.BucketLegacyPolicyMigration({ defaultEncryption: DefaultEncryption.sseS3() }));
  },
  'EncryptionInventory with every option': ({ stack }) => {
    const bucket = new EncryptedBucket(stack, 'Data');
    const inventory = new EncryptionInventory(stack, 'Inventory', {
      bucket,
      additionalFields: Object.values(InventoryField),
      format: s3.InventoryFormat.CSV,
      inventoryId: 'current',
      objectVersions: s3.InventoryObjectVersion.CURRENT,
      objectsPrefix: 'reports/',
      reportsPrefix: 'lists',
      workGroup: new athena.CfnWorkGroup(stack, 'WorkGroup', { name: 'inventories' }).name,
    });
    new ObjectReencryption(stack, 'Reencryption', {
      bucket,
      allObjectsReported: true,
      confirmationRequired: true,
      description: 'Objects that were listed',
      method: ReencryptionMethod.COPY,
      objects: ObjectSelection.listedIn({ inventory, manifestObjectKey: 'lists/data/current/2026-01-04T01-00Z/manifest.json', manifestEtag: '60e460c9d1046e73f7dde5043ac3ae85' }),
      priority: 7,
      reports: new LogBucket(stack, 'Reports'),
      reportsPrefix: 'done',
    });
  },
  'ObjectReencryption in place of objects by every property': ({ stack }) => {
    new ObjectReencryption(stack, 'Reencryption', {
      bucket: new EncryptedBucket(stack, 'Data'),
      method: ReencryptionMethod.UPDATE_IN_PLACE,
      objects: ObjectSelection.matching({
        createdAfter: new Date('2025-01-01T00:00:00Z'),
        createdBefore: new Date('2026-01-01T00:00:00Z'),
        encryptedWith: [CurrentEncryption.sseKms({ key: importedKey(stack, 'Former'), bucketKey: false })],
        largerThan: Size.bytes(1),
        smallerThan: Size.mebibytes(100),
        storageClasses: Object.values(ObjectStorageClass),
        suffix: '.parquet',
      }),
    });
    new ObjectReencryption(stack, 'Elsewhere', {
      bucket: s3.Bucket.fromBucketName(stack, 'Imported', 'imported'),
      encryption: DefaultEncryption.sseKms({ key: importedKey(stack, 'Theirs') }),
    });
  },
  'BucketReplication with every option': ({ stack }) => {
    const [source, destination] = ['Source', 'Destination'].map((id) => new EncryptedBucket(stack, id));
    const replication = new BucketReplication(stack, 'Replication', {
      source,
      sourceKeys: [importedKey(stack, 'Former')],
      trust: ReplicationRoleTrust.ANY_SOURCE,
      rules: [{ id: 'all', destination: ReplicationDestination.bucket(destination, { replicaKey: new EncryptionKey(stack, 'ReplicaKey') }), metrics: true, priority: 7 }],
    });
    replication.replicateExisting({
      reports: new LogBucket(stack, 'Reports'), statuses: Object.values(ObjectReplicationStatus), description: 'All', failuresOnly: true, priority: 7, reportPrefix: 'done', roleName: 'replicates-existing',
    });
    new ReplicationHealth(stack, 'Health', { replication, alarmNamePrefix: 'copies', latency: Duration.hours(2), pendingOperations: 100 });
  },
  'BucketReplication to a bucket that is made elsewhere, with a key that is being changed': (places: Places) => {
    const stack = places.at('Here', HOME);
    const keyArn = (account: string) => `arn:aws:kms:${ABROAD.region}:${account}:key/${KEY_ID}`;
    const replication = new BucketReplication(stack, 'Replication', {
      source: new EncryptedBucket(stack, 'Bucket', { bucketName: 'orders' }),
      trust: ReplicationRoleTrust.SOURCE_ACCOUNT,
      rules: [{
        timeControl: true,
        destination: ReplicationDestination.fromAttributes({
          bucketArn: 'arn:aws:s3:::replicas',
          account: PARTNER_ACCOUNT,
          region: ABROAD.region,
          kmsKeyArn: keyArn(PARTNER_ACCOUNT),
          acceptedKmsKeyArns: [keyArn(PARTNER_ACCOUNT).replace('1234abcd', '5678abcd')],
        }),
      }],
    });
    new ReplicationHealth(stack, 'Health', { replication, otherRegions: [places.at('Alarms', ABROAD)] });
  },
  'ReplicationAccess with a key of its own': ({ stack }) => {
    const replicaKey = new EncryptionKey(stack, 'ReplicaKey');
    new ReplicationAccess(stack, 'Access', { bucket: new EncryptedBucket(stack, 'Replicas'), sourceAccount: PARTNER_ACCOUNT, sourceRole: 'replicates-orders', replicaKey });
  },
  'TwoWayReplication with every option': ({ stack }) => {
    const [first, second] = ['First', 'Second'].map((id) => new EncryptedBucket(stack, id));
    new TwoWayReplication(stack, 'TwoWay', {
      first, second, firstKeys: [importedKey(stack, 'FormerFirst')], secondKeys: [importedKey(stack, 'FormerSecond')], deleteMarkers: true, metrics: true, prefix: 'a/', timeControl: true,
    });
  },
  'EncryptionMonitor with every option': ({ stack }) => {
    const { topic } = new AlertTopic(stack, 'Alerts', { encryptionKey: new kms.Key(stack, 'TopicKey') });
    const alarmActions = [new actions.SnsAction(sns.Topic.fromTopicArn(stack, 'Pager', `arn:aws:sns:${HOME.region}:${HOME.account}:pager`))];
    const [source, destination] = ['Data', 'Copies'].map((id) => new EncryptedBucket(stack, id));
    const replication = new BucketReplication(stack, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(destination) }] });
    new EncryptionMonitor(stack, 'Monitor', {
      buckets: WatchedBuckets.of(source, destination),
      alarmActions,
      batchJobs: true,
      keyUsePercent: 50,
      kmsQuotaPercent: 50,
      logGroup: new logs.LogGroup(stack, 'Events'),
      replication: [replication],
      targets: [new targets.SqsQueue(new sqs.Queue(stack, 'Queue'))],
      topic,
    });
  },
  'parts of a monitor with every option': ({ stack }) => {
    const topic = sns.Topic.fromTopicArn(stack, 'Topic', `arn:aws:sns:${HOME.region}:${HOME.account}:alerts`);
    const tells = { targets: [new targets.SnsTopic(topic)] };
    const alarmActions = [new actions.SnsAction(topic)];
    new BatchJobAlerts(stack, 'BatchJobs', { ...tells, statuses: Object.values(BatchJobStatus) });
    new BucketChangeAlerts(stack, 'BucketChanges', { ...tells, bucketNames: ['the-data'] });
    new KeyChangeAlerts(stack, 'KeyChanges', { ...tells, keyArns: [IMPORTED_KEY] });
    new KeyLifecycleAlerts(stack, 'KeyLifecycle', { ...tells, keyArns: [IMPORTED_KEY] });
    new KmsQuotaAlarm(stack, 'Quota', { alarmActions, percent: 50 });
    new KeyUseAlarms(stack, 'KeyUse', { alarmActions, keyArns: [IMPORTED_KEY], percent: 50 });
    new RequestAlarms(stack, 'Requests', { alarmActions });
    const expected = Object.values(SseAlgorithm).map((algorithm) => ({ bucketName: `the-data-${algorithm.toLowerCase().replace(/\W/g, '-')}`, algorithm }));
    const { alarms } = new UploadAlarms(stack, 'Uploads', { alarmActions, expected });
    new EncryptionDashboard(stack, 'Own', { dashboardName: 'encryption' });
    new EncryptionDashboard(stack, 'Shared', { dashboard: new cloudwatch.Dashboard(stack, 'Dashboard') }).addBuckets({
      bucketName: 'the-data',
      alarms,
      algorithm: SseAlgorithm.SSE_KMS,
      bucketKeyEnabled: true,
      customerManagedKey: true,
      keyArn: IMPORTED_KEY,
      replication: [{ destinationBucketName: 'copies', destinationRegion: ABROAD.region, ruleId: 'all' }],
      title: 'Data',
    });
  },
};
