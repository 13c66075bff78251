import type { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { KmsMetrics } from './kms-metrics';
import { assertShape } from '../../shapes';
import type { AlarmOptions } from '../alerts/alert-options';
import { alarmFrom } from '../private/alarms';
import { assertPercent } from '../private/percent';
import { KMS_QUOTA_ALARM_PROPS } from '../private/shapes';

/**
 * Properties of a `KmsQuotaAlarm`.
 */
export interface KmsQuotaAlarmProps extends AlarmOptions {
  /**
   * The threshold of the alarm, as a percentage of the request quota.
   *
   * @default 80
   */
  readonly percent?: number;
}

/**
 * An alarm on the use of the Region's quota for cryptographic requests to AWS KMS.
 *
 * The alarm enters the ALARM state when the account uses the specified part of the quota for three minutes. Above the quota, AWS KMS
 * throttles requests, and S3 responds to uploads and reads with 503 Slow Down.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html
 * @example
 * const alerts = new AlertTopic(this, 'Alerts');
 * new KmsQuotaAlarm(this, 'KmsQuota', { percent: 60, topic: alerts.topic });
 */
export class KmsQuotaAlarm extends Construct {
  /** The alarm. */
  public readonly alarm: cloudwatch.Alarm;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if `percent` is not above 0 and up to 100
   */
  constructor(scope: Construct, id: string, props: KmsQuotaAlarmProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, KMS_QUOTA_ALARM_PROPS);
    const percent = props.percent ?? 80;
    assertPercent(this, 'percent', percent);
    this.alarm = alarmFrom(this, 'Alarm', {
      metric: KmsMetrics.quotaInUse(),
      description: `AWS KMS requests use ${percent} % of the request quota of the account in this Region. `
        + 'S3 Bucket Keys reduce the number of requests. To raise the quota, use Service Quotas.',
      threshold: percent,
      evaluationPeriods: 3,
    }, props);
  }
}
