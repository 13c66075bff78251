import { STORAGE_LENS } from '../../services';
import type { StorageLensOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';
import { assertNames, assertNoCircle, assertOrganizationId } from '../private/source-environment';

/** Metrics of an organization go into the folder of the organization. */
export function storageLens({ dashboardId, organizationId, ...options }: StorageLensOptions): Bind {
  const names = dashboardId === undefined ? [] : [dashboardId];
  return accountLogs(STORAGE_LENS, options, {
    names,
    folders: organizationId === undefined ? undefined : [STORAGE_LENS.folder.replace('<account>', organizationId)],
    assert: (target) => {
      assertNames(target, 'dashboardId', names);
      assertNoCircle(target, 'dashboardId', names);
      assertOrganizationId(target, organizationId);
    },
  });
}
