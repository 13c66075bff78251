import { type aws_cloudwatch as cloudwatch, type interfaces, type aws_logs as logs, type aws_sns as sns, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal } from '../cdk';
import { assertShape } from '../shapes';
import type { AlarmOptions, EventAlertOptions } from './alerts/alert-options';
import { AlertTopic } from './alerts/alert-topic';
import { BatchJobAlerts } from './alerts/batch-job-alerts';
import { BucketChangeAlerts } from './alerts/bucket-change-alerts';
import { KeyChangeAlerts } from './alerts/key-change-alerts';
import { KeyLifecycleAlerts } from './alerts/key-lifecycle-alerts';
import { EncryptionDashboard } from './dashboard/encryption-dashboard';
import type { EncryptionMonitorProps } from './encryption-monitor-props';
import { KeyUseAlarms } from './kms/key-use-alarms';
import { KmsQuotaAlarm } from './kms/kms-quota-alarm';
import { distinct, claimNames, once } from './private/once';
import { routesOf } from './private/routes';
import { type WatchedBucket, watchedBucket } from './private/watched-bucket';
import { ObjectTrail } from './uploads/object-trail';
import { RequestAlarms } from './uploads/request-alarms';
import { UploadAlarms } from './uploads/upload-alarms';
import { UploadMetrics } from './uploads/upload-metrics';
import { excludeFromWatching } from './watched-buckets';
import { bucketResource, meaningOf } from '../policy';
import { ENCRYPTION_MONITOR_PROPS } from './private/shapes';

/**
 * Monitors the encryption of buckets after deployment.
 *
 * Reports changes to buckets (for the list, see `BucketChangeAlerts`), every API call that changes their keys (`KeyChangeAlerts`),
 * uploads that don't use the default encryption, requests with Signature Version 2 or over plain HTTP, the load on AWS KMS, and S3 Batch
 * Operations jobs. A dashboard shows the results.
 *
 * It monitors buckets in its own account and Region, and all keys that they accept. Its parts can also be used on their own:
 * `BucketChangeAlerts`, `KeyChangeAlerts`, `KeyLifecycleAlerts`, `BatchJobAlerts`, `ObjectTrail`, `UploadMetrics`, `UploadAlarms`,
 * `RequestAlarms`, `KmsQuotaAlarm`, `KeyUseAlarms` and `EncryptionDashboard`. Several monitors can share a topic, a trail and a
 * dashboard; shared resources are created once.
 *
 * It monitors general purpose buckets. Directory, table and vector buckets are not covered, because their API calls have other event
 * names and sources.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * const monitor = new EncryptionMonitor(this, 'Monitor', { buckets: WatchedBuckets.of(bucket) });
 * monitor.topic.addSubscription(new subscriptions.EmailSubscription('security@example.com'));
 */
export class EncryptionMonitor extends Construct {
  /** The topic that receives the notifications. Subscribe to it. */
  public readonly topic: sns.ITopic;

  /** The dashboard. */
  public readonly dashboard: EncryptionDashboard;

  /** The trail, unless `logGroup` is set or uploads aren't monitored. */
  public readonly trail?: ObjectTrail;

  /** The log group that receives the events, if uploads are monitored. */
  public readonly logGroup?: logs.ILogGroup;

  /** The alarms of this monitor. Alarms that several monitors share belong to the monitor that was created first. */
  public readonly alarms: cloudwatch.IAlarm[] = [];

  private readonly seen: interfaces.aws_s3.IBucketRef[];
  private readonly watched: WatchedBucket[];
  private readonly ownTopic?: AlertTopic;
  private uploadAlarms?: UploadAlarms;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if there is no bucket to monitor, if a bucket is in another account or Region, or if properties conflict
   */
  constructor(scope: Construct, id: string, private readonly props: EncryptionMonitorProps) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_MONITOR_PROPS);
    excludeFromWatching(this);
    this.assertConsistent();
    this.seen = props.buckets._seenFrom(this);
    this.watched = this.findBuckets();
    this.ownTopic = props.topic ? undefined : new AlertTopic(this, 'Topic');
    this.topic = props.topic ?? this.ownTopic!.topic;
    if (props.uploads ?? true) {
      this.trail = props.logGroup ? undefined : this.findTrail();
      this.logGroup = props.logGroup ?? this.trail!.logGroup;
      this.watchUploads(this.logGroup);
    }
    this.tellOfChanges();
    this.watchKms();
    this.dashboard = props.dashboard ?? new EncryptionDashboard(this, 'Dashboard');
    this.fillDashboard();
    this.node.addValidation({ validate: () => this.madeLater() });
  }

  private assertConsistent(): void {
    const { logGroup, trail, uploads } = this.props;
    const given = [...trail ? ['trail'] : [], ...logGroup ? ['logGroup'] : []];
    if (given.length === 2) {
      throw refusal(this, `logGroup ${logGroup!.node.path} and trail ${trail!.node.path} cannot both be set: the trail has its own log group`,
        'omit one of them');
    }
    if (uploads === false && given.length > 0) {
      throw refusal(this, `${given[0]} is set, but uploads is false, so it would not be used`, 'omit one of them');
    }
  }

  private findBuckets(): WatchedBucket[] {
    const buckets = this.seen;
    if (buckets.length === 0) {
      throw refusal(this, 'there is no bucket to monitor (buckets: 0)', 'specify at least one bucket, or create the monitor after the buckets');
    }
    const byName = new Map<string, WatchedBucket>();
    for (const bucket of buckets) {
      const watched = watchedBucket(this, bucket);
      const name = meaningOf(this, watched.name);
      if (!byName.has(name)) { byName.set(name, watched); }
    }
    return [...byName.values()];
  }

  private findTrail(): ObjectTrail {
    const trail = this.props.trail ?? new ObjectTrail(this, 'Trail', { encryptionKey: this.ownTopic?.encryptionKey });
    for (const { bucket } of this.watched) { trail.watch(bucket); }
    return trail;
  }

  private watchUploads(logGroup: logs.ILogGroup): void {
    const stack = Stack.of(logGroup);
    const shared = `log group ${meaningOf(stack, logGroup.logGroupName)}`;
    once(stack, shared, () => {
      new UploadMetrics(this, 'UploadMetrics', { logGroup });
      const { signatureVersion2, plainHttp } = new RequestAlarms(this, 'RequestAlarms', this.alarmOptions);
      this.alarms.push(signatureVersion2, plainHttp);
    });
    const expected = this.watched.filter(({ encryption }) => encryption.algorithm !== undefined);
    this.uploadAlarms = new UploadAlarms(this, 'UploadAlarms', {
      ...this.alarmOptions,
      expected: expected.map(({ name, encryption }) => ({ bucketName: name, algorithm: encryption.algorithm! })),
    });
    this.alarms.push(...this.uploadAlarms.alarms);
  }

  /** Who is told of a bucket or key by another monitor already is not told twice. */
  private tellOfChanges(): void {
    const bucketNames = claimNames(this.topic, 'buckets', this.watched.map(({ name }) => name));
    const keyArns = claimNames(this.topic, 'keys', this.keyArns);
    new BucketChangeAlerts(this, 'BucketChanges', { ...this.eventOptions, bucketNames });
    new KeyChangeAlerts(this, 'KeyChanges', { ...this.eventOptions, keyArns });
    new KeyLifecycleAlerts(this, 'KeyLifecycle', { ...this.eventOptions, keyArns });
    if (this.props.batchJobs ?? true) {
      once(this.topic, 'batch jobs', () => new BatchJobAlerts(this, 'BatchJobs', this.eventOptions));
    }
  }

  private watchKms(): void {
    once(this.topic, 'KMS quota', () => {
      this.alarms.push(new KmsQuotaAlarm(this, 'KmsQuota', { ...this.alarmOptions, percent: this.props.kmsQuotaPercent }).alarm);
    });
    const keyArns = claimNames(this.topic, 'keys in use', this.keyArns);
    this.alarms.push(...new KeyUseAlarms(this, 'KeyUse', { ...this.alarmOptions, keyArns, percent: this.props.keyUsePercent }).alarms);
  }

  private fillDashboard(): void {
    this.dashboard.addAlarms(...this.alarms);
    this.dashboard.addBuckets(...this.watched.map(({ name, path, encryption }) => {
      const alarm = this.uploadAlarms?.alarmOf(name);
      return {
        bucketName: name,
        title: path,
        algorithm: encryption.algorithm,
        customerManagedKey: encryption.keyId !== undefined,
        bucketKeyEnabled: encryption.bucketKeyEnabled,
        keyArn: encryption.keyArn,
        replication: routesOf(name, this.props.replication ?? []),
        alarms: alarm && [alarm],
      };
    }));
  }

  private get keyArns(): string[] {
    const own = this.watched.map(({ encryption }) => encryption.keyArn).filter((arn) => arn !== undefined);
    const accepted = this.watched.flatMap(({ acceptedKeyArns }) => acceptedKeyArns);
    return distinct(this, [...own, ...accepted, ...(this.props.keys ?? []).map(({ keyArn }) => keyArn)]);
  }

  private get eventOptions(): EventAlertOptions {
    return { topic: this.topic, targets: this.props.targets };
  }

  private get alarmOptions(): AlarmOptions {
    return { topic: this.topic, alarmActions: this.props.alarmActions };
  }

  private madeLater(): string[] {
    // An L2 bucket and its resource are one bucket.
    const known = new Set<unknown>(this.seen.map((bucket) => bucketResource(bucket) ?? bucket));
    return this.props.buckets._seenFrom(this).filter((bucket) => !known.has(bucketResource(bucket) ?? bucket)).map((bucket) =>
      `bucket ${bucket.node.path} was created after the monitor, so it is not monitored. `
      + 'Fix: create the monitor after all buckets, or specify them with WatchedBuckets.of().');
  }
}
