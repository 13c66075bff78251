import { withManagedKey } from './private/managed-key';
import { LogEncryption, type LogService, S3_INVENTORY } from '../../../services';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';

export const logDestinationCustomerKey: Rule = {
  metadata: {
    name: 'LogDestinationCustomerKey',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Log buckets that can use AWS KMS use a customer managed key',
    why: 'You can\'t change the policy of the AWS managed key aws/s3, so services that deliver logs can\'t use it. The logs aren\'t '
      + 'delivered, or can\'t be read.',
    fix: 'Use SSE-S3, or a customer managed key whose policy allows the service: DefaultEncryption.sseKms() with the key, or '
      + 'KMSMasterKeyID with the key ARN.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/AWS-logs-infrastructure-S3.html',
      'https://docs.aws.amazon.com/elasticloadbalancing/latest/network/enable-access-logs.html',
      'https://docs.aws.amazon.com/waf/latest/developerguide/logging-s3.html',
      'https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html',
    ],
  },

  check: (posture) => withManagedKey(posture, (service) => needsCustomerManagedKey(service) && service !== S3_INVENTORY),
};

/** Where its own configuration names the key, the default encryption of the bucket does not count. */
function needsCustomerManagedKey({ encryption, configuresKey }: LogService): boolean {
  return encryption === LogEncryption.SSE_S3_OR_CUSTOMER_MANAGED_KEY && configuresKey !== true;
}
