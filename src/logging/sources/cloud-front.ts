import { CLOUDFRONT } from '../../services';
import type { LogSourceOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';

/** A prefix takes the place of the usual folders; deliveries of CloudFront are made in one Region. */
export function cloudFront(options: LogSourceOptions): Bind {
  return accountLogs(CLOUDFRONT, options, { folders: options.prefix === undefined ? undefined : [''], onlyRegion: 'us-east-1' });
}
