import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';

/** What S3 calls a way from bucket to bucket. */
export interface Route {
  readonly sourceBucketName: string;
  readonly destinationBucketName: string;
  readonly ruleId: string;
  /** The Region of the destination, if it is another one. */
  readonly destinationRegion?: string;
}

/**
 * What is under way. S3 publishes it in the Region of the destination.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/viewing-replication-metrics.html
 */
export function pendingOperations(route: Route): cloudwatch.Metric {
  return metric('OperationsPendingReplication', 'Maximum', route, route.destinationRegion);
}

/** How many seconds the replicas are behind. S3 publishes it in the Region of the destination. */
export function latency(route: Route): cloudwatch.Metric {
  return metric('ReplicationLatency', 'Maximum', route, route.destinationRegion);
}

/** What failed. S3 publishes it in the Region of the source. */
export function failedOperations(route: Route): cloudwatch.Metric {
  return metric('OperationsFailedReplication', 'Sum', route);
}

function metric(metricName: string, statistic: string, route: Route, region?: string): cloudwatch.Metric {
  return new cloudwatch.Metric({
    namespace: 'AWS/S3',
    metricName,
    dimensionsMap: { SourceBucket: route.sourceBucketName, DestinationBucket: route.destinationBucketName, RuleId: route.ruleId },
    statistic,
    region,
    period: Duration.minutes(5),
    label: `${LABELS[metricName]} (${route.ruleId})`,
  });
}

const LABELS: { readonly [metricName: string]: string } = {
  OperationsPendingReplication: 'Pending',
  ReplicationLatency: 'Seconds behind',
  OperationsFailedReplication: 'Failed',
};
