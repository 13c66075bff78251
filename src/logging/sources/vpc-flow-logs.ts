import { VENDED_LOGS, vendedLogs } from './vended-logs';
import type { Bind, LogProducer } from '../log-producer';
import type { VpcFlowLogsOptions } from '../log-source-options';

export const VPC_FLOW_LOGS: LogProducer = {
  ...VENDED_LOGS,
  title: 'VPC flow logs',
  id: 'VpcFlowLogs',
  page: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html',
};

export function vpcFlowLogs({ hiveCompatiblePartitions, ...options }: VpcFlowLogsOptions): Bind {
  return vendedLogs(options, {
    folders: (account) => [`AWSLogs/${hiveCompatiblePartitions ? 'aws-account-id=' : ''}${account}/`],
  });
}
