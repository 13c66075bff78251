import { Annotations, aws_s3 as s3 } from 'aws-cdk-lib';
import { acceptLogs, statementsFor } from './accept-logs';
import { AccessLogObjectKeyFormat, type AccessLogsOptions } from './access-logs';
import { LogSource } from './log-source';
import { choiceRefusal, refusal, resourceOf } from '../cdk';
import { environmentDifferences } from './same-environment';

/**
 * Turns on the server access logs of a bucket, and lets S3 write them where they go.
 *
 * @throws if S3 is known to be unable to deliver them there
 */
export function turnOnAccessLogs(source: s3.Bucket, { bucket: target, prefix, objectKeyFormat }: AccessLogsOptions): void {
  const bucket = resourceOf(source);
  assertSameEnvironment(source, target);
  bucket.loggingConfiguration = {
    destinationBucketName: target.bucketName,
    logFilePrefix: prefix,
    targetObjectKeyFormat: rendered(source, objectKeyFormat ?? AccessLogObjectKeyFormat.SIMPLE),
  };
  const logs = LogSource.s3AccessLogs({ buckets: [source], prefix });
  if (target instanceof s3.Bucket) {
    acceptLogs(target, logs);
    return;
  }
  Annotations.of(source).addWarningV2('cdk-s3-encryption:logBucketPolicyNotChanged',
    `The log bucket ${target.node.path} is imported, so its policy cannot be changed here. Server access logs are lost unless it has SSE-S3, `
    + `no Object Lock, and this statement in its policy: ${statementsFor(source, target, logs)}`);
}

function assertSameEnvironment(source: s3.Bucket, target: s3.IBucket): void {
  const differences = environmentDifferences(source, target.env);
  if (differences.length === 0) { return; }
  throw refusal(source,
    `access logs cannot be delivered to ${target.node.path} in ${differences.join(' and ')}: `
    + 'S3 delivers them only within one account and Region',
    'use a LogBucket in the account and Region of this bucket, or use AccessLogDelivery');
}

function rendered(source: s3.Bucket, format: AccessLogObjectKeyFormat): s3.CfnBucket.TargetObjectKeyFormatProperty | undefined {
  switch (format) {
    case AccessLogObjectKeyFormat.SIMPLE: return undefined;
    case AccessLogObjectKeyFormat.PARTITIONED_BY_DELIVERY_TIME: return { partitionedPrefix: { partitionDateSource: 'DeliveryTime' } };
    case AccessLogObjectKeyFormat.PARTITIONED_BY_EVENT_TIME: return { partitionedPrefix: { partitionDateSource: 'EventTime' } };
    default: throw choiceRefusal(source, 'objectKeyFormat', format satisfies never, AccessLogObjectKeyFormat);
  }
}
