import { aws_cloudwatch as cloudwatch, Duration, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { KmsMetrics } from './kms-metrics';
import { KmsOperation } from './kms-operation';
import { KmsRequestQuota } from './kms-request-quota';
import { assertShape } from '../../shapes';
import type { AlarmOptions } from '../alerts/alert-options';
import { alarmFrom, MOST_METRICS } from '../private/alarms';
import { assertPercent } from '../private/percent';
import { KEY_USE_ALARMS_PROPS } from '../private/shapes';
import { splitIntoLists } from '../private/split';

/**
 * Properties of `KeyUseAlarms`.
 */
export interface KeyUseAlarmsProps extends AlarmOptions {
  /** The ARNs of the keys. */
  readonly keyArns: string[];

  /**
   * The threshold of the alarms: requests with a single key, as a percentage of the default request quota of the Region.
   *
   * @default 50
   */
  readonly percent?: number;
}

/** What S3 asks of a key. */
const OPERATIONS = [KmsOperation.GENERATE_DATA_KEY, KmsOperation.DECRYPT];

/**
 * Alarms for KMS keys that use a large part of the Region's cryptographic request quota.
 *
 * An alarm enters the ALARM state when the requests with a single key reach the threshold for three minutes. Each alarm covers up to five
 * keys.
 *
 * The threshold is based on the default quota of the Region. If the Region of the stack isn't known at synthesis, it is based on the
 * default quota of most Regions.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/requests-per-second.html
 * @example
 * const key = new EncryptionKey(this, 'Key');
 * const alerts = new AlertTopic(this, 'Alerts');
 * new KeyUseAlarms(this, 'KeyUse', { keyArns: [key.keyArn], percent: 40, topic: alerts.topic });
 */
export class KeyUseAlarms extends Construct {
  /** The alarms. */
  public readonly alarms: cloudwatch.Alarm[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if `percent` is not above 0 and up to 100
   */
  constructor(scope: Construct, id: string, props: KeyUseAlarmsProps) {
    super(scope, id);
    assertShape(this.node.path, props, KEY_USE_ALARMS_PROPS);
    const percent = props.percent ?? 50;
    assertPercent(this, 'percent', percent);
    const perSecond = KmsRequestQuota.requestsPerSecond(Stack.of(this).region) * percent / 100;
    this.alarms = splitIntoLists(MOST_METRICS / OPERATIONS.length, props.keyArns).map((some, i) => alarmFrom(this, i === 0 ? 'Alarm' : `Alarm${i + 1}`, {
      metric: mostUsedOf(some),
      description: `Requests with a single key reached ${perSecond} cryptographic operations per second. Keys: ${some.join(', ')}.`,
      threshold: perSecond * 60,
      evaluationPeriods: 3,
    }, props));
  }
}

function mostUsedOf(keyArns: readonly string[]): cloudwatch.IMetric {
  const metrics = keyArns.map((arn) => OPERATIONS.map((operation) => KmsMetrics.requestsWithKey(arn, operation)));
  const sums = metrics.map((ofKey, index) => `SUM([${ofKey.map((_, i) => `m${index}_${i}`).join(', ')}])`);
  return new cloudwatch.MathExpression({
    expression: sums.length === 1 ? sums[0] : `MAX([${sums.join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics.flatMap((ofKey, index) => ofKey.map((metric, i) => [`m${index}_${i}`, metric]))),
    label: 'Requests a minute with the most used key',
    period: Duration.minutes(1),
  });
}
