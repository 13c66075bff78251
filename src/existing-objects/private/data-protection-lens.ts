import { aws_s3 as s3, Names } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * A dashboard of S3 Storage Lens with the metrics about encryption of one bucket.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage_lens_metrics_glossary.html
 */
export function dataProtectionLens(scope: Construct, bucket: s3.CfnBucket): s3.CfnStorageLens {
  const dataProtection = { advancedDataProtectionMetrics: { isEnabled: true } };
  return new s3.CfnStorageLens(scope, 'StorageLens', {
    storageLensConfiguration: {
      id: Names.uniqueResourceName(scope, { maxLength: 64, separator: '-' }),
      isEnabled: true,
      include: { buckets: [bucket.attrArn] },
      accountLevel: { ...dataProtection, bucketLevel: { ...dataProtection } },
    },
  });
}
