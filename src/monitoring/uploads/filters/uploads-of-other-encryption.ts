import { aws_logs as logs } from 'aws-cdk-lib';
import { UPLOAD } from './uploads';
import { SseAlgorithm } from '../../../encryption';
import { APPLIED } from '../../private/applied-encryption';
import { EVENT, type EventFilter } from '../../private/upload-filter';

const METRIC_NAMES: { readonly [algorithm in SseAlgorithm]: string } = {
  [SseAlgorithm.SSE_S3]: 'UploadsOtherThanSseS3',
  [SseAlgorithm.SSE_KMS]: 'UploadsOtherThanSseKms',
  [SseAlgorithm.DSSE_KMS]: 'UploadsOtherThanDsseKms',
};

/** Uploads to which S3 applied another algorithm, by bucket: of interest in buckets whose default it is. */
export function uploadsOtherThan(algorithm: SseAlgorithm): EventFilter {
  return {
    metricName: METRIC_NAMES[algorithm],
    pattern: logs.FilterPattern.all(UPLOAD, ...APPLIED[algorithm].map((applied) => logs.FilterPattern.stringValue(EVENT.sseApplied, '!=', applied))),
    dimensions: { BucketName: EVENT.bucketName },
  };
}
