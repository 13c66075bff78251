import { HIVE_COMPATIBLE_FOLDER, VPC_FLOW_LOGS } from '../../services';
import type { VpcFlowLogsOptions } from '../log-source-options';
import type { Bind } from '../log-writes';
import { accountLogs } from './account-logs';

export function vpcFlowLogs({ hiveCompatiblePartitions, ...options }: VpcFlowLogsOptions): Bind {
  return accountLogs(VPC_FLOW_LOGS, options, { folders: hiveCompatiblePartitions ? [HIVE_COMPATIBLE_FOLDER] : undefined });
}
