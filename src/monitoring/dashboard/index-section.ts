import { aws_cloudwatch as cloudwatch } from 'aws-cdk-lib';
import type { DashboardBucket } from './dashboard-bucket';
import { encryptionOf } from './encryption-of';
import { titleOf } from './title-of';

/** All buckets and their encryption on one page: with fifty of them nobody scrolls to see what there is. */
export function indexSection(buckets: readonly DashboardBucket[]): cloudwatch.IWidget[][] {
  const markdown = [
    '## Buckets',
    ['Bucket | Default encryption | Replicated to', '--- | --- | ---', ...buckets.map(line)].join('\n'),
  ].join('\n\n');
  return [[new cloudwatch.TextWidget({ markdown, width: 24, height: 3 + Math.ceil(buckets.length / 2) })]];
}

function line(bucket: DashboardBucket): string {
  const destinations = (bucket.replication ?? []).map(({ destinationBucketName }) => destinationBucketName);
  return [titleOf(bucket), encryptionOf(bucket), destinations.join(', ') || '–'].join(' | ');
}
