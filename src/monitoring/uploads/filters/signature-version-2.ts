import { aws_logs as logs } from 'aws-cdk-lib';
import { EVENT, type EventFilter, S3 } from '../../private/upload-filter';

/** Requests to objects that were signed with Signature Version 2, whether they were served or denied. */
export const SIGNATURE_VERSION_2: EventFilter = {
  metricName: 'SignatureVersion2Requests',
  pattern: logs.FilterPattern.all(
    logs.FilterPattern.stringValue(EVENT.source, '=', S3),
    logs.FilterPattern.stringValue(EVENT.category, '=', 'Data'),
    logs.FilterPattern.stringValue(EVENT.signatureVersion, '=', 'SigV2'),
  ),
};
