import { GUARDDUTY } from '../../services';
import type { GuardDutyFindingsOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';
import { assertNames } from '../private/source-environment';

export function guardDuty({ detectorId, ...options }: GuardDutyFindingsOptions): Bind {
  const names = detectorId === undefined ? [] : [detectorId];
  return accountLogs(GUARDDUTY, options, { names, assert: (target) => assertNames(target, 'detectorId', names) });
}
