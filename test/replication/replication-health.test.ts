import { App, aws_s3 as s3, aws_sns as sns, Duration, type Environment, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import {
  BucketReplication, type BucketReplicationRule, EncryptedBucket, ReplicationDestination, ReplicationHealth, type ReplicationHealthProps,
  TwoWayReplication,
} from '../../src';
import { deploymentOrder } from '../support/deployment-order';
import { strictFindings } from '../support/strict';
import { type Deployed, World } from '../support/world';

const HERE = { account: '111111111111', region: 'eu-west-1' };
const THERE = { ...HERE, region: 'us-east-1' };
const THEIRS = { account: '222222222222', region: 'us-east-1' };

interface Options {
  readonly from?: Environment;
  readonly to?: Environment;
  readonly named?: boolean;
  readonly rule?: Partial<BucketReplicationRule>;
}

/** A bucket whose objects are replicated. */
class Setting {
  readonly app = new App();
  readonly there: Stack;
  readonly here: Stack;
  readonly source: EncryptedBucket;
  readonly replicas: EncryptedBucket;
  readonly replication: BucketReplication;

  constructor({ from = HERE, to = THERE, named = false, rule = {} }: Options = {}) {
    this.there = new Stack(this.app, 'There', { env: to });
    this.here = new Stack(this.app, 'Here', { env: from });
    this.source = new EncryptedBucket(this.here, 'Source', { bucketName: named ? 'source-of-orders' : undefined });
    this.replicas = new EncryptedBucket(this.there, 'Replicas');
    const destination = ReplicationDestination.bucket(this.replicas);
    this.replication = new BucketReplication(this.here, 'Replication', { source: this.source, rules: [{ destination, id: 'orders', ...rule }] });
  }

  watch(props: Partial<ReplicationHealthProps> = {}): ReplicationHealth {
    return new ReplicationHealth(this.here, 'Health', { replication: this.replication, ...props });
  }

  /** A stack for alarms only. */
  third(env: Environment): Stack { return new Stack(this.app, 'Third', { env }); }

  warnings(): string[] {
    return Annotations.fromStack(this.here).findWarning('*', Match.stringLikeRegexp('replicationUnwatched')).map(({ entry }) => String(entry.data));
  }
}

/** Which metrics are watched in which stack. */
function watched(world: World): { [metric: string]: string } {
  return Object.fromEntries(world.ofType('AWS::CloudWatch::Alarm').map(({ properties, stack }) => [properties.MetricName, stack]));
}

function dimensionsOf({ properties }: Deployed): { [name: string]: string } {
  return Object.fromEntries((properties.Dimensions as { Name: string; Value: string }[]).map(({ Name, Value }) => [Name, Value]));
}

const EVERYWHERE = ['OperationsFailedReplication', 'OperationsPendingReplication', 'ReplicationLatency'];
const PLACES: [string, Options, Environment | undefined, { [metric: string]: string }][] = [
  ['stacks that may be anywhere', { from: {}, to: {} }, undefined,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'Here', OperationsPendingReplication: 'Here' }],
  ['same account and Region', { to: HERE }, undefined,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'Here', OperationsPendingReplication: 'Here' }],
  ['cross-account in one Region', { to: { ...THEIRS, region: HERE.region } }, undefined,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'Here', OperationsPendingReplication: 'Here' }],
  ['cross-Region, a source with a name', { named: true }, undefined,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'There', OperationsPendingReplication: 'There' }],
  ['cross-Region, a third stack', {}, THERE,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'Third', OperationsPendingReplication: 'Third' }],
  ['cross-account and cross-Region, a third stack', { to: THEIRS }, THERE,
    { OperationsFailedReplication: 'Here', ReplicationLatency: 'Third', OperationsPendingReplication: 'Third' }],
];

describe.each(PLACES)('%s', (_, options, third, expected) => {
  const set = new Setting(options);
  const health = set.watch({ otherRegions: third && [set.third(third)] });
  const world = World.of(set.app);
  const alarms = world.ofType('AWS::CloudWatch::Alarm');

  test('each alarm is where S3 publishes its metric', () => {
    expect(watched(world)).toEqual(expected);
    expect(alarms).toHaveLength(3);
    expect(health.alarms).toHaveLength(3);
    const [source, replicas] = [set.source, set.replicas].map((bucket) => world.resourceOf(bucket));
    for (const { account, region, properties } of alarms) {
      expect([account, region]).toEqual([source.account, properties.MetricName === 'OperationsFailedReplication' ? source.region : replicas.region]);
    }
    expect(set.warnings()).toEqual([]);
  });

  test('its dimensions name the buckets and the rule', () => {
    const [source, replicas] = [set.source, set.replicas].map((bucket) => world.resourceOf(bucket).name);
    for (const alarm of alarms) {
      expect(alarm.properties.Namespace).toBe('AWS/S3');
      expect(dimensionsOf(alarm)).toEqual({ SourceBucket: source, DestinationBucket: replicas, RuleId: 'orders' });
    }
  });

  test('S3 publishes the metrics', () => {
    const [rule] = world.resourceOf(set.source).properties.ReplicationConfiguration.Rules as { Id: string; Destination: { Metrics: unknown } }[];
    expect([rule.Id, rule.Destination.Metrics]).toEqual(['orders', { Status: 'Enabled' }]);
  });

  test('can be deployed from nothing and deleted again', () => {
    const order = deploymentOrder(world);
    expect(alarms.map(({ stack, logicalId }) => `${stack}/${logicalId}`).filter((name) => !order.includes(name))).toEqual([]);
  });

  test('the strict rules find no fault with it', () => {
    // Of stacks that may be anywhere some rules cannot tell whether the buckets share an account.
    const already = strictFindings(new Setting(options).app);
    expect(already.filter((finding) => !/: It cannot be determined/.test(finding) || options.from === undefined)).toEqual([]);
    expect(strictFindings(set.app)).toEqual(already);
  });
});

describe('when they alarm', () => {
  const settingsOf = (props: Partial<ReplicationHealthProps> = {}, rule: Partial<BucketReplicationRule> = {}) => {
    const set = new Setting({ to: HERE, rule });
    set.watch(props);
    return Object.fromEntries(World.of(set.app).ofType('AWS::CloudWatch::Alarm').map(({ properties: { MetricName, ...rest } }) => [MetricName, rest]));
  };
  const always = { ComparisonOperator: 'GreaterThanThreshold', Period: 300, TreatMissingData: 'ignore' };

  test('any failure at once, delays after a quarter of an hour; missing data change nothing', () => {
    const settings = settingsOf();
    expect(Object.keys(settings).sort()).toEqual(EVERYWHERE);
    expect(settings.OperationsFailedReplication).toMatchObject({ ...always, Statistic: 'Sum', Threshold: 0, EvaluationPeriods: 1 });
    expect(settings.ReplicationLatency).toMatchObject({ ...always, Statistic: 'Maximum', Threshold: 3600, EvaluationPeriods: 3 });
    expect(settings.OperationsPendingReplication).toMatchObject({ ...always, Statistic: 'Maximum', Threshold: 10000, EvaluationPeriods: 3 });
    expect(settings.ReplicationLatency.AlarmDescription).toBe('Replication latency is high from Here/Source to There/Replicas by rule orders');
    expect(settings.ReplicationLatency).not.toHaveProperty('AlarmName');
  });

  test('what S3 commits itself to is the limit', () => {
    expect(settingsOf({}, { timeControl: true }).ReplicationLatency.Threshold).toBe(900);
  });

  test('thresholds and names can be given', () => {
    const settings = settingsOf({ latency: Duration.hours(2), pendingOperations: 5, alarmNamePrefix: 'prod' }, { timeControl: true });
    expect(EVERYWHERE.map((metric) => [settings[metric].Threshold, settings[metric].AlarmName]))
      .toEqual([[0, 'prod-orders-failed'], [5, 'prod-orders-pending'], [7200, 'prod-orders-latency']]);
  });
});

test('each rule has its alarms', () => {
  const set = new Setting({ to: HERE });
  const other = new EncryptedBucket(set.here, 'Other');
  set.replication.addRule({ destination: ReplicationDestination.bucket(other), prefix: 'a/' });
  const { failureAlarms, latencyAlarms, pendingAlarms } = set.watch();
  expect([failureAlarms, latencyAlarms, pendingAlarms].map((alarms) => alarms.length)).toEqual([2, 2, 2]);
  const world = World.of(set.app);
  const byRule = world.ofType('AWS::CloudWatch::Alarm').map(dimensionsOf).map(({ RuleId, DestinationBucket }) => `${RuleId} ${DestinationBucket}`);
  expect([...new Set(byRule)].sort()).toEqual([`orders ${world.resourceOf(set.replicas).name}`, `rule-2 ${world.resourceOf(other).name}`]);
});

test('a destination that is made elsewhere', () => {
  const destination = ReplicationDestination.fromAttributes({
    bucketArn: 'arn:aws:s3:::their-replicas', account: THEIRS.account, kmsKeyArn: `arn:aws:kms:us-east-1:${THEIRS.account}:key/1`,
  });
  const set = new Setting({ rule: { destination } });
  set.watch({ otherRegions: [set.third(THERE)] });
  const world = World.of(set.app);
  expect(watched(world)).toEqual({ OperationsFailedReplication: 'Here', ReplicationLatency: 'Third', OperationsPendingReplication: 'Third' });
  expect(world.ofType('AWS::CloudWatch::Alarm').map((alarm) => dimensionsOf(alarm).DestinationBucket)).toEqual(Array(3).fill('their-replicas'));
});

describe('where there is no place for an alarm', () => {
  test.each<[string, Options]>([
    ['a source without a name', {}],
    ['a destination of another account', { to: THEIRS, named: true }],
  ])('%s: a warning says so', (_, options) => {
    const set = new Setting(options);
    const health = set.watch();
    expect([health.failureAlarms, health.latencyAlarms, health.pendingAlarms].map((alarms) => alarms.length)).toEqual([1, 0, 0]);
    expect(set.warnings()).toEqual([expect.stringMatching(
      /^No alarm covers objects of bucket Here\/Source that replicate late under rule orders: .* in us-east-1\. Fix: add a stack in that Region, in account 111111111111, to otherRegions\./,
    )]);
  });

  test('the stack of the destination is refused if it would have to wait for the source', () => {
    const set = new Setting();
    expect(() => set.watch({ otherRegions: [set.there] }))
      .toThrow(/^Here\/Health: alarms in stack There must name bucket Here\/Source, whose stack depends on that stack\. Fix: /);
  });
});

describe('two buckets that replicate to each other', () => {
  test.each<[string, Environment, boolean, string[]]>([
    ['in one Region', HERE, false, ['Here']],
    ['in two Regions', THERE, true, ['Here', 'Third']],
  ])('%s: both directions are watched', (_, to, apart, stacks) => {
    const app = new App();
    const [there, here] = [new Stack(app, 'There', { env: to }), new Stack(app, 'Here', { env: HERE })];
    const [first, second] = [here, there].map((stack) => new EncryptedBucket(stack, 'Bucket'));
    const replication = new TwoWayReplication(here, 'TwoWay', { first, second });
    const otherRegions = apart ? [new Stack(app, 'Third', { env: to })] : undefined;
    const health = new ReplicationHealth(here, 'Health', { replication, otherRegions, alarmNamePrefix: 'pair' });
    expect(health.alarms).toHaveLength(6);
    const world = World.of(app);
    const alarms = world.ofType('AWS::CloudWatch::Alarm');
    const names = [first, second].map((bucket) => world.resourceOf(bucket).name);
    const seen = alarms.map((alarm) => {
      const { SourceBucket, DestinationBucket } = dimensionsOf(alarm);
      return [alarm.region, alarm.properties.MetricName as string, SourceBucket, DestinationBucket].join(' ');
    });
    const directions = [[HERE.region, to.region, ...names], [to.region, HERE.region, ...[...names].reverse()]];
    expect(seen.sort()).toEqual(directions.flatMap(([from, at, source, destination]) => [
      `${from} OperationsFailedReplication ${source} ${destination}`,
      `${at} ReplicationLatency ${source} ${destination}`,
      `${at} OperationsPendingReplication ${source} ${destination}`,
    ]).sort());
    expect([...new Set(alarms.map(({ stack }) => stack))].sort()).toEqual(stacks);
    expect(new Set(alarms.map(({ properties }) => properties.AlarmName as string)).size).toBe(6);
    expect(deploymentOrder(world).length).toBeGreaterThan(0);
  });
});

describe('events', () => {
  const eventsOf = (set: Setting) => World.of(set.app).ofType('Custom::S3BucketNotifications')
    .flatMap(({ properties }) => properties.NotificationConfiguration.TopicConfigurations as { Events: string[]; TopicArn: string }[])
    .flatMap(({ Events }) => Events).sort();

  test.each<[string, boolean, string[]]>([
    ['failed', false, ['s3:Replication:OperationFailedReplication', 's3:Replication:OperationNotTracked']],
    ['failed, late, and arrived late', true, ['s3:Replication:OperationFailedReplication', 's3:Replication:OperationMissedThreshold',
      's3:Replication:OperationNotTracked', 's3:Replication:OperationReplicatedAfterThreshold']],
  ])('of objects that %s', (_, timeControl, expected) => {
    const set = new Setting({ to: HERE, rule: { timeControl } });
    set.watch().addEventTopic(new sns.Topic(set.here, 'Topic'));
    expect(eventsOf(set)).toEqual(expected);
    const world = World.of(set.app);
    const [{ properties }] = world.ofType('AWS::SNS::TopicPolicy');
    expect(properties.PolicyDocument.Statement).toMatchObject([{
      Action: 'sns:Publish',
      Principal: { Service: 's3.amazonaws.com' },
      Condition: { ArnLike: { 'aws:SourceArn': world.resourceOf(set.source).arn }, StringEquals: { 'aws:SourceAccount': HERE.account } },
    }]);
    expect(strictFindings(set.app)).toEqual([]);
  });

  test('a topic of another Region is refused', () => {
    const set = new Setting();
    const topic = new sns.Topic(set.there, 'Topic');
    expect(() => set.watch().addEventTopic(topic))
      .toThrow(/^Here\/Health: topic There\/Topic is in us-east-1, but S3 sends event notifications only to topics in the Region of the bucket \(eu-west-1\)\. Fix: /);
  });

  test('an L1 bucket is refused', () => {
    const stack = new Stack(new App(), 'Stack', { env: HERE });
    const [source, replicas] = ['Source', 'Replicas'].map((id) => new s3.CfnBucket(stack, id, { versioningConfiguration: { status: 'Enabled' } }));
    const replication = new BucketReplication(stack, 'Replication', { source, rules: [{ destination: ReplicationDestination.bucket(replicas) }] });
    const health = new ReplicationHealth(stack, 'Health', { replication });
    expect(() => health.addEventTopic(new sns.Topic(stack, 'Topic'))).toThrow(/Stack\/Source is an L1 bucket.* Fix: wrap it/);
  });
});

describe('refused', () => {
  test('a rule without metrics', () => {
    expect(() => new Setting({ rule: { metrics: false } }).watch()).toThrow(/^Here\/Health: metrics is false for rule orders, .* Fix: leave metrics out/);
  });

  test('a threshold below 0', () => {
    expect(() => new Setting().watch({ pendingOperations: -1 })).toThrow(/^Here\/Health: pendingOperations cannot be -1\. Fix: /);
  });

  test('a rule that is added later', () => {
    const set = new Setting({ to: HERE });
    set.watch();
    set.replication.addRule({ id: 'late', destination: ReplicationDestination.bucket(new EncryptedBucket(set.here, 'Other')), prefix: 'a/' });
    expect(() => set.app.synth()).toThrow(/rule late was added after the ReplicationHealth, so it has no alarms\. Fix: add all rules before/);
  });
});
