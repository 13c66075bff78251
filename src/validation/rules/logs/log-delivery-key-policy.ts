import { refusingKeys } from './private/key-policies';
import { LogEncryption, S3_INVENTORY } from '../../../services';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';

export const logDeliveryKeyPolicy: Rule = {
  metadata: {
    name: 'LogDeliveryKeyPolicy',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Key policies allow the services that deliver logs to use the key',
    why: 'A service that delivers logs is no identity of the account, so only the key policy can let it use the key: without that the logs '
      + 'cannot be turned on, or none of them arrives.',
    fix: 'Add a statement to the key policy that lets the service principal use kms:GenerateDataKey*, and kms:Decrypt with an S3 Bucket Key '
      + '(kms:DescribeKey for CloudTrail), with aws:SourceArn and aws:SourceAccount.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
      'https://docs.aws.amazon.com/awscloudtrail/latest/userguide/create-kms-key-policy-for-cloudtrail.html',
      'https://docs.aws.amazon.com/config/latest/developerguide/s3-kms-key-policy.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
    ],
  },

  check: (posture) => refusingKeys(posture, (service) => service.encryption !== LogEncryption.SSE_S3 && service !== S3_INVENTORY),
};
