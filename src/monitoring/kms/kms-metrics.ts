import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { KmsOperation } from './kms-operation';
import { assertValue, choice, KEY_ARN } from '../../shapes';

/**
 * Metrics of AWS KMS that tell what S3 encryption asks of it, in the account and Region in which they are read.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/monitoring-cloudwatch.html
 * @example
 * new cloudwatch.Alarm(this, 'BusyRegion', {
 *   metric: KmsMetrics.quotaInUse(),
 *   threshold: 70,
 *   evaluationPeriods: 3,
 * });
 */
export class KmsMetrics {
  /**
   * All cryptographic requests with symmetric keys, of which the quota of the Region is asked.
   *
   * @returns the metric: requests in a minute
   */
  public static requests(): cloudwatch.Metric {
    return new cloudwatch.Metric({
      namespace: 'AWS/Usage',
      metricName: 'CallCount',
      dimensionsMap: { Service: 'KMS', Type: 'API', Resource: 'CryptographicOperationsSymmetric', Class: 'None' },
      statistic: 'Sum',
      period: Duration.minutes(1),
    });
  }

  /**
   * Which part of the quota of the Region these requests are, in percent. A quota that was raised counts as it is.
   *
   * @returns the expression: percent of the quota
   */
  public static quotaInUse(): cloudwatch.MathExpression {
    return new cloudwatch.MathExpression({
      expression: '(usage_data/SERVICE_QUOTA(usage_data))*100',
      usingMetrics: { usage_data: KmsMetrics.requests() },
      label: 'In use (%)',
      period: Duration.minutes(1),
    });
  }

  /**
   * Requests with one key that succeeded.
   *
   * @param keyArn The ARN of the key
   * @param operation What AWS KMS is asked for: S3 asks for `GenerateDataKey` when objects are written, for `Decrypt` when they are
   * read, and for both when it makes an S3 Bucket Key
   * @returns the metric: requests in a minute
   */
  public static requestsWithKey(keyArn: string, operation: KmsOperation): cloudwatch.Metric {
    assertValue('KmsMetrics.requestsWithKey', 'keyArn', keyArn, KEY_ARN);
    assertValue('KmsMetrics.requestsWithKey', 'operation', operation, choice(KmsOperation));
    return new cloudwatch.Metric({
      namespace: 'AWS/KMS',
      metricName: 'SuccessfulRequest',
      dimensionsMap: { KeyArn: keyArn, Operation: operation },
      statistic: 'Sum',
      period: Duration.minutes(1),
    });
  }

  private constructor() {}
}
