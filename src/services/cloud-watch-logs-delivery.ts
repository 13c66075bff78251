import { LogConfinement, type LogService } from './log-service';
import { VENDED_LOGS } from './vended-logs';

/** Any service whose logs a delivery destination of CloudWatch Logs sends to a bucket (vended logs, V2). */
export const CLOUDWATCH_LOGS_DELIVERY: LogService = {
  ...VENDED_LOGS,
  title: 'logs delivered by CloudWatch Logs',
  id: 'DeliveredLogs',
  documentedAt: { url: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-V2-S3.html', read: '2026-11-21' },
  bucketActions: [],
  optionalBucketActions: [...VENDED_LOGS.bucketActions, ...VENDED_LOGS.optionalBucketActions],
  objectKey: 'AWSLogs/<account>/<any>',
  sourceArn: 'arn:<partition>:logs:<region>:<account>:delivery-source:<any>',
  confinement: LogConfinement.SOURCE_CONDITION,
  resources: [{ type: 'AWS::Logs::DeliveryDestination', bucket: ['DestinationResourceArn'] }],
};
