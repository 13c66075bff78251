import { VENDED_LOGS } from './vended-logs';
import type { LogProducer } from '../log-producer';

export const WAF: LogProducer = {
  ...VENDED_LOGS,
  title: 'AWS WAF logs',
  id: 'WafLogs',
  bucketNamePrefix: 'aws-waf-logs-',
  page: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html',
};
