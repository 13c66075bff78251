import { aws_logs as logs } from 'aws-cdk-lib';
import { EVENT, type EventFilter, S3 } from '../../private/upload-filter';

/**
 * Requests to objects over plain HTTP, whether they were served or denied: they have no TLS version.
 *
 * Neither have those that AWS services make, of themselves or on behalf of a caller.
 */
export const PLAIN_HTTP: EventFilter = {
  metricName: 'PlainHttpRequests',
  pattern: logs.FilterPattern.all(
    logs.FilterPattern.stringValue(EVENT.source, '=', S3),
    logs.FilterPattern.stringValue(EVENT.category, '=', 'Data'),
    logs.FilterPattern.notExists(EVENT.tlsVersion),
    logs.FilterPattern.notExists(EVENT.invokedBy),
  ),
};
