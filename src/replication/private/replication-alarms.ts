import { aws_cloudwatch as cloudwatch, Duration, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { type Direction, namesFrom } from './alarm-scopes';

interface Thresholds {
  readonly latency?: Duration;
  readonly pendingOperations?: number;
  readonly alarmNamePrefix?: string;
}

/** What a kind of alarm looks at. */
interface Kind {
  readonly id: string;
  readonly suffix: string;
  readonly metricName: string;
  readonly statistic: string;
  readonly threshold: number;
  readonly periods: number;
  readonly text: string;
}

const PERIOD = Duration.minutes(5);
const FIFTEEN_MINUTES = 3;

/** Objects have failed: each of them has to be uploaded again, or replicated by S3 Batch Replication. */
export function failureAlarm(scope: Construct, direction: Direction, given: Thresholds): cloudwatch.Alarm {
  return alarm(scope, direction, given, {
    id: 'Failed', suffix: 'failed', metricName: 'OperationsFailedReplication', statistic: cloudwatch.Stats.SUM, threshold: 0, periods: 1, text: 'Objects failed to replicate',
  });
}

/** The destination is behind: nothing has failed yet, because S3 goes on trying where the fault may pass. */
export function delayAlarms(scope: Construct, direction: Direction, given: Thresholds): { latency: cloudwatch.Alarm; pending: cloudwatch.Alarm } {
  const late = { statistic: cloudwatch.Stats.MAXIMUM, periods: FIFTEEN_MINUTES };
  const { latency = direction.planned.rule.timeControl ? Duration.minutes(15) : Duration.hours(1), pendingOperations = 10_000 } = given;
  return {
    latency: alarm(scope, direction, given, {
      ...late, id: 'Latency', suffix: 'latency', metricName: 'ReplicationLatency', threshold: latency.toSeconds(), text: 'Replication latency is high',
    }),
    pending: alarm(scope, direction, given, {
      ...late, id: 'Pending', suffix: 'pending', metricName: 'OperationsPendingReplication', threshold: pendingOperations, text: 'Many objects are pending replication',
    }),
  };
}

/**
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/metrics-dimensions.html#s3-cloudwatch-replication-metrics
 */
function alarm(scope: Construct, direction: Direction, { alarmNamePrefix }: Thresholds, kind: Kind): cloudwatch.Alarm {
  const { planned, replicator, second } = direction;
  const { source, destination } = namesFrom(scope, direction);
  const rule = Token.isUnresolved(planned.id) ? `rule-${replicator.rules.indexOf(planned) + 1}` : planned.id;
  return new cloudwatch.Alarm(scope, `${kind.id}${second ? 'OfSecond' : ''}-${rule}`, {
    alarmName: alarmNamePrefix === undefined ? undefined : [alarmNamePrefix, ...second ? ['second'] : [], planned.id, kind.suffix].join('-'),
    alarmDescription: `${kind.text} from ${replicator.source.path} to ${planned.destination.name} by rule ${planned.id}`,
    metric: new cloudwatch.Metric({
      namespace: 'AWS/S3',
      metricName: kind.metricName,
      dimensionsMap: { SourceBucket: source, DestinationBucket: destination, RuleId: planned.id },
      statistic: kind.statistic,
      period: PERIOD,
    }),
    threshold: kind.threshold,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: kind.periods,
    treatMissingData: cloudwatch.TreatMissingData.IGNORE,
  });
}
