import { LogConfinement, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

/** What stands in place of the folder of the account where the flow log has Hive-compatible partitions. */
export const HIVE_COMPATIBLE_FOLDER = 'AWSLogs/aws-account-id=<account>/';

export const VPC_FLOW_LOGS: LogService = {
  ...VENDED_LOGS,
  title: 'VPC flow logs',
  id: 'VpcFlowLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-s3-permissions.html', read: '2026-11-21' },
  objectKey: '<prefix>AWSLogs/<account>/vpcflowlogs/<region>/2026/01/01/<any>',
  confinement: LogConfinement.ACCOUNT_FOLDER,
  resources: [{
    type: 'AWS::EC2::FlowLog',
    bucket: ['LogDestination'],
    only: { property: ['LogDestinationType'], value: 's3' },
    variant: {
      property: ['DestinationOptions', 'HiveCompatiblePartitions'],
      isTrue: true,
      objectKey: `<prefix>${HIVE_COMPATIBLE_FOLDER}aws-service=vpcflowlogs/<any>`,
    },
  }],
};
