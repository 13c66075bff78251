import { aws_logs as logs } from 'aws-cdk-lib';
import type { AccessLogDeliveryProps } from './access-log-delivery';
import { AccessLogObjectKeyFormat, type AccessLogsOptions } from './access-logs';
import type { LogBucket } from './log-bucket';
import type { LogBucketProps } from './log-bucket-props';
import type { LogSource } from './log-source';
import {
  BUCKET, BUCKET_NAME, choice, flag, having, KEY, list, LOG_GROUP, plain, REMOVAL_POLICY, required, type Shape, type Shapes,
  struct, text, TLS_VERSION, WHOLE_DAYS,
} from '../shapes';

export const LOG_BUCKET: Shape<LogBucket> = having('a LogBucket', 'acceptLogsFrom', 'bucketArn', 'node');

export const LOG_SOURCE: Shape<LogSource> = having('a LogSource, for example LogSource.s3AccessLogs()', '_service', '_bind');

export const ACCESS_LOGS_OPTIONS = struct<AccessLogsOptions>('AccessLogsOptions', {
  bucket: required(BUCKET),
  objectKeyFormat: choice(AccessLogObjectKeyFormat),
  prefix: text,
});

export const ACCESS_LOG_DELIVERY_PROPS = struct<AccessLogDeliveryProps>('AccessLogDeliveryProps', {
  bucket: required(BUCKET),
  encryptionKey: KEY,
  logGroup: LOG_GROUP,
  retention: choice(logs.RetentionDays, 'use one of logs.RetentionDays, for example logs.RetentionDays.ONE_YEAR'),
});

const SHAPES_OF_PROPS: Shapes<LogBucketProps> = {
  accessLogs: ACCESS_LOGS_OPTIONS,
  autoDeleteObjects: flag,
  bucketName: BUCKET_NAME,
  lifecycleRules: list(plain('an s3.LifecycleRule'), 's3.LifecycleRule objects'),
  minimumTlsVersion: TLS_VERSION,
  noncurrentRetention: WHOLE_DAYS,
  objectLockDefaultRetention: having('an s3.ObjectLockRetention, for example s3.ObjectLockRetention.governance(Duration.days(30))', 'mode', 'duration'),
  objectLockEnabled: flag,
  otherWritersDenied: flag,
  removalPolicy: REMOVAL_POLICY,
  retention: WHOLE_DAYS,
  transitions: list(plain('an s3.Transition'), 's3.Transition objects'),
  versioned: flag,
};

export const LOG_BUCKET_PROPS = struct<LogBucketProps>('LogBucketProps', SHAPES_OF_PROPS);

/** All props that a LogBucket has. */
export const NAMES_OF_LOG_BUCKET_PROPS: readonly string[] = Object.keys(SHAPES_OF_PROPS);
