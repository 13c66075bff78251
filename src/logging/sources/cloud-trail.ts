import { CLOUDTRAIL } from '../../services';
import type { CloudTrailLogsOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';
import { assertNames, assertNoCircle, assertOrganizationId } from '../private/source-environment';

/** An organization trail writes into the folder of the organization, too. */
export function cloudTrail({ trailNames = [], organizationId, ...options }: CloudTrailLogsOptions): Bind {
  return accountLogs(CLOUDTRAIL, options, {
    names: trailNames,
    folders: organizationId === undefined ? undefined : [CLOUDTRAIL.folder, CLOUDTRAIL.folder.replace('<account>', organizationId)],
    assert: (target) => {
      assertNames(target, 'trailNames', trailNames);
      assertNoCircle(target, 'trailNames', trailNames);
      assertOrganizationId(target, organizationId);
    },
  });
}
