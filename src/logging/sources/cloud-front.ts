import { VENDED_LOGS, vendedLogs } from './vended-logs';
import type { Bind, LogProducer } from '../log-producer';
import type { LogSourceOptions } from '../log-source-options';

export const CLOUDFRONT: LogProducer = {
  ...VENDED_LOGS,
  title: 'CloudFront standard logs (v2)',
  id: 'CloudFrontLogs',
  page: 'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html',
};

/** A prefix takes the place of the usual folders; deliveries of CloudFront are made in one Region. */
export function cloudFront(options: LogSourceOptions): Bind {
  return vendedLogs(options, {
    folders: options.prefix === undefined ? undefined : () => [''],
    deliveries: 'delivery-source:*',
    onlyRegion: 'us-east-1',
  });
}
