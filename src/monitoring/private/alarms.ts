import { aws_cloudwatch as cloudwatch, aws_cloudwatch_actions as actions } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allowCloudWatchAlarms } from './publishers';
import type { AlarmOptions } from '../alerts/alert-options';

interface AlarmOn {
  readonly metric: cloudwatch.IMetric;
  readonly description: string;
  readonly threshold: number;
  readonly evaluationPeriods?: number;
}

/** An alarm that goes off from a threshold on. Where there is no data nothing happened. */
export function alarmFrom(
  scope: Construct, id: string, { metric, description, threshold, evaluationPeriods = 1 }: AlarmOn, { topic, alarmActions = [] }: AlarmOptions,
): cloudwatch.Alarm {
  const alarm = new cloudwatch.Alarm(scope, id, {
    metric,
    alarmDescription: description,
    threshold,
    evaluationPeriods,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  if (topic) {
    allowCloudWatchAlarms(scope, topic);
    alarm.addAlarmAction(new actions.SnsAction(topic));
    alarm.addOkAction(new actions.SnsAction(topic));
  }
  alarm.addAlarmAction(...alarmActions);
  return alarm;
}

/** An alarm on an expression takes ten metrics. */
export const MOST_METRICS = 10;
