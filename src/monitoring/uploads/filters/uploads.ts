import { aws_logs as logs } from 'aws-cdk-lib';
import { EVENT, type EventFilter, S3 } from '../../private/upload-filter';

/** An upload that succeeded: reads say how the object is encrypted as well. Multipart uploads count when they begin. */
export const UPLOAD = logs.FilterPattern.all(
  logs.FilterPattern.stringValue(EVENT.source, '=', S3),
  logs.FilterPattern.booleanValue(EVENT.readOnly, false),
  logs.FilterPattern.notExists(EVENT.errorCode),
  logs.FilterPattern.exists(EVENT.sseApplied),
);

/** Uploads, by bucket and by the encryption that S3 applied. */
export const UPLOADS: EventFilter = {
  metricName: 'Uploads',
  pattern: UPLOAD,
  dimensions: { BucketName: EVENT.bucketName, SSEApplied: EVENT.sseApplied },
};
