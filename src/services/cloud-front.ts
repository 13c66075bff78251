import { CLOUDWATCH_LOGS_DELIVERY } from './cloud-watch-logs-delivery';
import type { LogService } from './log-service';

/** CloudFront names its bucket in a delivery destination of CloudWatch Logs, which does not tell whose logs it takes. */
export const CLOUDFRONT: LogService = {
  ...CLOUDWATCH_LOGS_DELIVERY,
  title: 'CloudFront standard logs (v2)',
  id: 'CloudFrontLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html', read: '2026-11-21' },
  resources: [],
};
