import { aws_cloudwatch as cloudwatch, Duration } from 'aws-cdk-lib';
import { KmsMetrics } from '../kms/kms-metrics';
import { NAMESPACE } from '../private/upload-filter';
import { AppliedEncryption } from '../uploads/applied-encryption';
import { UploadMetrics } from '../uploads/upload-metrics';

/** What concerns all buckets alike. */
export function accountSection(): cloudwatch.IWidget[][] {
  const size = { width: 8, height: 6 };
  return [[
    new cloudwatch.GraphWidget({
      ...size,
      title: 'Uploads to all buckets, by applied encryption',
      left: Object.values(AppliedEncryption).map(uploadsToAll),
      stacked: true,
      leftYAxis: { min: 0, label: 'Uploads', showUnits: false },
    }),
    new cloudwatch.GraphWidget({
      ...size,
      title: 'Request quota of AWS KMS in use',
      left: [KmsMetrics.quotaInUse()],
      leftYAxis: { min: 0, max: 100, label: '%', showUnits: false },
    }),
    new cloudwatch.GraphWidget({
      ...size,
      title: 'Signature Version 2 and plain HTTP',
      left: [
        UploadMetrics.signatureVersion2Requests().with({ label: 'Signature Version 2' }),
        UploadMetrics.plainHttpRequests().with({ label: 'Plain HTTP' }),
      ],
      leftYAxis: { min: 0, label: 'Requests', showUnits: false },
    }),
  ]];
}

function uploadsToAll(applied: AppliedEncryption): cloudwatch.IMetric {
  return new cloudwatch.MathExpression({
    expression: `SUM(SEARCH('{${NAMESPACE},BucketName,SSEApplied} MetricName="Uploads" SSEApplied="${applied}"', 'Sum', 300))`,
    label: applied,
    period: Duration.minutes(5),
  });
}
