import { EACH } from './log-resource';
import { LogConfinement, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

/** Vended logs of services that have no file of their own here: AWS documents one bucket policy for all of them. */
export const OTHER_VENDED_LOGS: LogService = {
  ...VENDED_LOGS,
  title: 'vended logs',
  id: 'VendedLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html', read: '2026-11-29' },
  objectKey: '<prefix>AWSLogs/<account>/<any>',
  confinement: LogConfinement.SOURCE_CONDITION,
  resources: [
    {
      type: 'AWS::NetworkFirewall::LoggingConfiguration',
      within: ['LoggingConfiguration', 'LogDestinationConfigs', EACH],
      bucket: ['LogDestination', 'bucketName'],
      prefix: ['LogDestination', 'prefix'],
    },
    { type: 'AWS::MSK::Cluster', within: ['LoggingInfo', 'BrokerLogs', 'S3'], ...kafka() },
    { type: 'AWS::KafkaConnect::Connector', within: ['LogDelivery', 'WorkerLogDelivery', 'S3'], ...kafka() },
  ],
};

function kafka(): Pick<LogService['resources'][number], 'bucket' | 'prefix' | 'enabled'> {
  return { bucket: ['Bucket'], prefix: ['Prefix'], enabled: { property: ['Enabled'], otherwise: false } };
}
