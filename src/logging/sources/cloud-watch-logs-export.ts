import { CLOUDWATCH_LOGS_EXPORT } from '../../services';
import type { CloudWatchLogsExportOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';
import { assertNames } from '../private/source-environment';

export function cloudWatchLogsExport({ logGroupNames = [], ...options }: CloudWatchLogsExportOptions): Bind {
  return accountLogs(CLOUDWATCH_LOGS_EXPORT, options, {
    names: logGroupNames.map((name) => `${name}:*`),
    assert: (target) => assertNames(target, 'logGroupNames', logGroupNames),
  });
}
