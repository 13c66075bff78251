import { valueRefusal } from '../../cdk';
import { OTHER_VENDED_LOGS } from '../../services';
import type { VendedLogsOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';
import { assertNames } from '../private/source-environment';

/** Logs of one service, or of all, in the folder of the account; a delivery (V2) can have paths of its own. */
export function vended({ serviceFolder, accountFolder, ...options }: VendedLogsOptions): Bind {
  return accountLogs(OTHER_VENDED_LOGS, options, {
    folders: [`${accountFolder === false ? '' : OTHER_VENDED_LOGS.folder}${serviceFolder === undefined ? '' : `${serviceFolder}/`}`],
    assert: (target) => {
      if (serviceFolder === undefined) { return; }
      assertNames(target, 'serviceFolder', [serviceFolder]);
      if (!/^\/|\/$/.test(serviceFolder)) { return; }
      throw valueRefusal(target.path, 'serviceFolder', serviceFolder, 'remove the slashes at its beginning and end');
    },
  });
}
