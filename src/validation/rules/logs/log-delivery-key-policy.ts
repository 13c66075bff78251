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
    why: 'Services deliver logs with their own service principal, which only the key policy can allow to use the key. Without it, the '
      + 'logs can\'t be enabled, or aren\'t delivered.',
    fix: 'Allow the service principal kms:GenerateDataKey* in the key policy, and kms:Decrypt with an S3 Bucket Key (kms:DescribeKey for '
      + 'CloudTrail), with aws:SourceArn and aws:SourceAccount.',
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
