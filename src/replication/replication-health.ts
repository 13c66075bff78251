import { Annotations, type aws_cloudwatch as cloudwatch, aws_s3 as s3, type aws_sns as sns, type Duration, Token, TokenComparison } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal } from '../cdk';
import { type Direction, alarmScopeOf, type Region } from './private/alarm-scopes';
import type { PlannedRule } from './private/planned-rule';
import { delayAlarms, failureAlarm } from './private/replication-alarms';
import type { Replicator } from './private/replicator';
import type { Replication } from './replication';
import { TopicDestination } from '../bucket';
import { owningBucket } from '../policy';
import { assertShape } from '../shapes';
import { REPLICATION_HEALTH_PROPS } from './private/shapes';

/**
 * Properties of a `ReplicationHealth`.
 */
export interface ReplicationHealthProps {
  /** The replication that is watched, with all the rules that it is to have. */
  readonly replication: Replication;

  /**
   * Stacks of other Regions, in the account of the source, for the alarms that CloudWatch can only raise there.
   *
   * S3 publishes how far a destination is behind in the Region of the destination, and alarms do not look into other
   * Regions. A stack that waits for neither bucket's stack, and that neither waits for, always serves.
   *
   * @default - the stack of the destination, if it belongs to the account of the source, and the source has a `bucketName`
   * that is written out
   */
  readonly otherRegions?: Construct[];

  /**
   * How far a destination may be behind for a quarter of an hour.
   *
   * @default - 15 minutes for rules with `timeControl`, 1 hour for others
   */
  readonly latency?: Duration;

  /**
   * How many operations may wait to be replicated for a quarter of an hour.
   *
   * @default 10000
   */
  readonly pendingOperations?: number;

  /**
   * What the names of the alarms begin with: `PREFIX-RULE-failed`, `-latency` and `-pending`.
   *
   * @default - CloudFormation makes the names
   */
  readonly alarmNamePrefix?: string;
}

// docs/decisions/0033
/**
 * Alarms when objects fail to be replicated, or are late, for each rule of a replication.
 *
 * CloudWatch is told of failures in the Region of the source, and of delays in the Region of the destination: each alarm is
 * made where its metric is. Data that are missing leave an alarm as it is, as AWS advises. Give the alarms actions, which
 * have to be in the Region of the alarm, with `addAlarmAction()`.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/repl-metrics.html
 * @example
 * declare const replication: BucketReplication;
 * const alerts = new AlertTopic(this, 'Alerts');
 *
 * const health = new ReplicationHealth(this, 'Health', { replication });
 * health.addEventTopic(alerts.topic);
 */
export class ReplicationHealth extends Construct {
  /** One for each rule, in the Region of the source: at least one operation has failed within five minutes. */
  public readonly failureAlarms: cloudwatch.Alarm[] = [];

  /** One for each rule, in the Region of its destination: it is too far behind. */
  public readonly latencyAlarms: cloudwatch.Alarm[] = [];

  /** One for each rule, in the Region of its destination: too many operations wait. */
  public readonly pendingAlarms: cloudwatch.Alarm[] = [];

  private readonly replicators: readonly Replicator[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if a rule publishes no metrics, or a threshold cannot be
   */
  constructor(scope: Construct, id: string, private readonly props: ReplicationHealthProps) {
    super(scope, id);
    assertShape(this.node.path, props, REPLICATION_HEALTH_PROPS);
    this.replicators = props.replication._replicators;
    const last = this.replicators[0].source.stack;
    this.replicators.forEach((replicator, i) => replicator.rules.forEach((planned) => this.watch({ replicator, planned, second: i > 0, last })));
    const watched = this.replicators.flatMap(({ rules }) => rules);
    this.node.addValidation({ validate: () => this.addedLater(watched) });
  }

  /** All alarms, wherever they are. */
  public get alarms(): cloudwatch.Alarm[] {
    return [...this.failureAlarms, ...this.latencyAlarms, ...this.pendingAlarms];
  }

  /**
   * Tells a topic of every object that failed to be replicated, and why, or that is no longer tracked; with `timeControl` also
   * of those that were late, and of those that arrived late.
   *
   * S3 sends them for the source buckets of the topic's Region.
   *
   * @param topic The topic, in the Region of a source bucket
   * @throws if no source is in the Region of the topic, or is an L1 bucket
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-metrics-events.html
   */
  public addEventTopic(topic: sns.ITopic): void {
    const { region } = topic.env;
    const sources = this.replicators.filter(({ source }) => Token.compareStrings(source.stack.region, region) !== TokenComparison.DIFFERENT);
    if (sources.length === 0) {
      throw refusal(this,
        `topic ${topic.node.path} is in ${region}, but S3 sends events of a bucket to topics of its own Region only `
        + `(${this.replicators.map(({ source }) => source.stack.region).join(', ')})`,
        'give a topic there');
    }
    const destination = new TopicDestination(topic);
    for (const { source, rules } of sources) {
      const bucket = owningBucket(source.resource);
      if (!bucket) {
        throw refusal(this, `bucket ${source.path} is an L1 bucket, whose notifications stand in its own properties`,
          'wrap it with s3.Bucket.fromCfnBucket() first, or write notificationConfiguration yourself');
      }
      for (const event of eventsOf(rules)) { bucket.addEventNotification(event, destination); }
    }
  }

  private watch(direction: Direction): void {
    const { planned: { id, rule } } = direction;
    if (rule.metrics === false) {
      throw refusal(this, `rule ${id} has metrics set to false, and S3 publishes nothing of it`, 'leave metrics out of the rule');
    }
    const atSource = this.alarmScopeOf(direction, 'source', 'fail to replicate');
    if (atSource) { this.failureAlarms.push(failureAlarm(atSource, direction, this.props)); }
    const atDestination = this.alarmScopeOf(direction, 'destination', 'replicate late');
    if (!atDestination) { return; }
    const { latency, pending } = delayAlarms(atDestination, direction, this.props);
    this.latencyAlarms.push(latency);
    this.pendingAlarms.push(pending);
  }

  private alarmScopeOf(direction: Direction, region: Region, what: string): Construct | undefined {
    const alarmScope = alarmScopeOf(this, direction, region, this.props.otherRegions ?? []);
    if (alarmScope) { return alarmScope; }
    const { replicator: { source }, planned: { id, destination } } = direction;
    const there = region === 'source' ? source.stack.region : destination.region;
    // Text of tokens differs from synthesis to synthesis: nobody could acknowledge such a warning.
    const known = (text: string, otherwise: string) => (Token.isUnresolved(text) ? otherwise : text);
    Annotations.of(this).addWarningV2(`cdk-s3-encryption:replicationUnwatched-${known(there, region)}`,
      `No alarm covers objects of bucket ${source.path} that ${what} under rule ${known(id, 'with an id that is a token')}: S3 publishes the metric in ${known(there, `the Region of the ${region}`)}. `
      + `Fix: add a stack in that Region, in ${known(`account ${source.stack.account}`, 'the account of the source')}, to otherRegions.`);
    return undefined;
  }

  private addedLater(watched: readonly PlannedRule[]): string[] {
    return this.replicators.flatMap(({ rules }) => rules).filter((rule) => !watched.includes(rule))
      .map(({ id }) => `rule ${id} was added after the ReplicationHealth, and is not watched. Fix: add rules first.`);
  }
}

function eventsOf(rules: readonly PlannedRule[]): s3.EventType[] {
  return [
    s3.EventType.REPLICATION_OPERATION_FAILED_REPLICATION,
    s3.EventType.REPLICATION_OPERATION_NOT_TRACKED,
    ...rules.some(({ rule }) => rule.timeControl)
      ? [s3.EventType.REPLICATION_OPERATION_MISSED_THRESHOLD, s3.EventType.REPLICATION_OPERATION_REPLICATED_AFTER_THRESHOLD] : [],
  ];
}
