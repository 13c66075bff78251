import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import type { DashboardBucket } from './dashboard-bucket';
import { encryptionOf } from './encryption-of';
import { titleOf } from './title-of';
import { KmsMetrics } from '../kms/kms-metrics';
import { KmsOperation } from '../kms/kms-operation';
import { failedOperations, latency, pendingOperations } from '../private/replication-metrics';
import { NAMESPACE } from '../private/upload-filter';

/** What S3 asks of a key. */
const KMS_OPERATIONS = [KmsOperation.GENERATE_DATA_KEY, KmsOperation.DECRYPT];

const SIZE = { width: 6, height: 5 };

/** One row for a bucket, with everything in the same place for each: so that fifty rows can be compared. */
export function bucketSection(bucket: DashboardBucket): cloudwatch.IWidget[][] {
  return [[words(bucket), uploads(bucket), kmsRequests(bucket), replication(bucket)]];
}

function words(bucket: DashboardBucket): cloudwatch.IWidget {
  const alarms = (bucket.alarms ?? []).map(({ alarmName }) => `- ${alarmName}`);
  return new cloudwatch.TextWidget({
    ...SIZE,
    markdown: [
      `### ${titleOf(bucket)}`,
      `\`${bucket.bucketName}\``,
      encryptionOf(bucket),
      ...alarms.length === 0 ? [] : [['Alarms:', ...alarms].join('\n')],
    ].join('\n\n'),
  });
}

function uploads({ bucketName }: DashboardBucket): cloudwatch.IWidget {
  return new cloudwatch.GraphWidget({
    ...SIZE,
    title: 'Uploads, by applied encryption',
    // One expression for all encryptions that occur: a dashboard takes 2,500 metrics.
    left: [new cloudwatch.MathExpression({
      expression: `SEARCH('{${NAMESPACE},BucketName,SSEApplied} MetricName="Uploads" BucketName="${bucketName}"', 'Sum', 300)`,
      label: '${PROP(\'Dim.SSEApplied\')}',
      period: Duration.minutes(5),
    })],
    stacked: true,
    leftYAxis: { min: 0, showUnits: false },
  });
}

function kmsRequests({ keyArn }: DashboardBucket): cloudwatch.IWidget {
  if (keyArn === undefined) { return absent('No customer managed key, so there are no metrics of AWS KMS requests.'); }
  return new cloudwatch.GraphWidget({
    ...SIZE,
    title: 'Requests to AWS KMS, with its key',
    left: KMS_OPERATIONS.map((operation) => KmsMetrics.requestsWithKey(keyArn, operation).with({ label: operation })),
    leftYAxis: { min: 0, showUnits: false },
  });
}

function replication({ bucketName, replication: routes = [] }: DashboardBucket): cloudwatch.IWidget {
  if (routes.length === 0) { return absent('No replication, or none that was passed to this dashboard.'); }
  const all = routes.map((route) => ({ ...route, sourceBucketName: bucketName }));
  return new cloudwatch.GraphWidget({
    ...SIZE,
    title: 'Replication',
    left: [...all.map(failedOperations), ...all.map(pendingOperations)],
    right: all.map(latency),
    leftYAxis: { min: 0, label: 'Operations', showUnits: false },
    rightYAxis: { min: 0, label: 'Seconds', showUnits: false },
  });
}

function absent(markdown: string): cloudwatch.IWidget {
  return new cloudwatch.TextWidget({ ...SIZE, markdown });
}
