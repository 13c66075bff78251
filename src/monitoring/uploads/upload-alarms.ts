import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { UploadMetrics } from './upload-metrics';
import type { SseAlgorithm } from '../../encryption';
import { assertShape } from '../../shapes';
import type { AlarmOptions } from '../alerts/alert-options';
import { alarmFrom, MOST_METRICS } from '../private/alarms';
import { UPLOAD_ALARMS_PROPS } from '../private/shapes';
import { splitIntoLists } from '../private/split';

/**
 * The default encryption of a bucket.
 */
export interface ExpectedEncryption {
  /** The name of the bucket. */
  readonly bucketName: string;

  /** The algorithm of its default encryption. */
  readonly algorithm: SseAlgorithm;
}

/**
 * Properties of `UploadAlarms`.
 */
export interface UploadAlarmsProps extends AlarmOptions {
  /** The buckets, with the encryption that is expected of their uploads. */
  readonly expected: ExpectedEncryption[];
}

/**
 * Alarms on uploads that are encrypted with another algorithm than the default encryption of the bucket.
 *
 * Each alarm covers up to ten buckets. The alarms use the metrics of `UploadMetrics`. To find the bucket and the caller, run its queries.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-encryption-tracking.html
 * @example
 * declare const trail: ObjectTrail;
 * declare const bucket: EncryptedBucket;
 *
 * new UploadMetrics(this, 'UploadMetrics', { logGroup: trail.logGroup });
 * new UploadAlarms(this, 'UploadAlarms', {
 *   expected: [{ bucketName: bucket.bucketName, algorithm: SseAlgorithm.SSE_KMS }],
 *   topic: new AlertTopic(this, 'Alerts').topic,
 * });
 */
export class UploadAlarms extends Construct {
  /** The alarms. */
  public readonly alarms: cloudwatch.Alarm[];

  private readonly bucketNames: string[];

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   */
  constructor(scope: Construct, id: string, props: UploadAlarmsProps) {
    super(scope, id);
    assertShape(this.node.path, props, UPLOAD_ALARMS_PROPS);
    this.bucketNames = props.expected.map(({ bucketName }) => bucketName);
    this.alarms = splitIntoLists(MOST_METRICS, props.expected).map((some, i) => alarmFrom(this, i === 0 ? 'Alarm' : `Alarm${i + 1}`, {
      metric: anyOf(some),
      description: 'Objects were uploaded with an encryption other than the default encryption of their bucket. '
        + `Buckets: ${some.map(({ bucketName, algorithm }) => `${bucketName} (${algorithm})`).join(', ')}. `
        + 'To find the callers, run the CloudWatch Logs Insights query "Uploads by encryption and caller".',
      threshold: 1,
    }, props));
  }

  /**
   * Returns the alarm that covers a bucket.
   *
   * @param bucketName The name of the bucket
   * @returns the alarm, or undefined if no alarm covers the bucket
   */
  public alarmOf(bucketName: string): cloudwatch.Alarm | undefined {
    const index = this.bucketNames.indexOf(bucketName);
    return index < 0 ? undefined : this.alarms[Math.floor(index / MOST_METRICS)];
  }
}

function anyOf(expected: readonly ExpectedEncryption[]): cloudwatch.IMetric {
  const metrics = expected.map(({ bucketName, algorithm }) => UploadMetrics.uploadsOtherThan(bucketName, algorithm));
  const ids = metrics.map((_, i) => `m${i}`);
  return new cloudwatch.MathExpression({
    // A sum of a list, other than of terms, also counts where one of them has no data.
    expression: `SUM([${ids.join(', ')}])`,
    usingMetrics: Object.fromEntries(metrics.map((metric, i) => [ids[i], metric])),
    label: 'Uploads with another encryption than the default',
    period: Duration.minutes(5),
  });
}
