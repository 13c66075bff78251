import type { BatchOperationsReportsOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { folderOf } from '../private/object-keys';

/** The role of the job writes, which says whose reports they are. */
export function batchOperationsReports({ role, prefix }: BatchOperationsReportsOptions): Bind {
  return (target) => ({
    owner: role.env.account,
    services: [],
    role,
    objectKeys: [{ prefix: folderOf(target.path, prefix), folder: '' }],
    accounts: [],
    sourceArns: [],
    anySourceArns: [],
  });
}
