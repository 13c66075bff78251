import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { KmsOperation } from './kms-operation';
import { assertValue, choice, KEY_ARN } from '../../shapes';

/**
 * CloudWatch metrics of AWS KMS requests that S3 encryption causes, in the account and Region in which the metrics are read.
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
   * All cryptographic requests with symmetric keys that count towards the request quota of the Region.
   *
   * @returns the metric: requests per minute
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
   * The part of the request quota of the Region that is in use, in percent. A quota increase is taken into account.
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
   * Successful requests with one key.
   *
   * @param keyArn The ARN of the key
   * @param operation The AWS KMS operation. S3 calls `GenerateDataKey` when objects are written, `Decrypt` when objects are
   * read, and both when it creates an S3 Bucket Key
   * @returns the metric: requests per minute
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
