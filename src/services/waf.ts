import { EACH } from './log-resource';
import { LogConfinement, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

export const WAF: LogService = {
  ...VENDED_LOGS,
  title: 'AWS WAF logs',
  id: 'WafLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html', read: '2026-11-21' },
  objectKey: '<prefix>AWSLogs/<account>/WAFLogs/<region>/<any>',
  confinement: LogConfinement.SOURCE_CONDITION,
  bucketNamePrefix: 'aws-waf-logs-',
  resources: [{ type: 'AWS::WAFv2::LoggingConfiguration', within: ['LogDestinationConfigs', EACH], bucket: [] }],
};
