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
    title: 'Buckets for logs that may be encrypted with AWS KMS use a customer managed key',
    why: 'The policy of the AWS managed key aws/s3 cannot be changed, so services that deliver logs cannot be let in: the logs are not '
      + 'delivered, or arrive in a form that nobody can read.',
    fix: 'Use SSE-S3, or a customer managed key whose policy lets the service in: DefaultEncryption.sseKms() with the key, or KMSMasterKeyID with '
      + 'the ARN of the key.',
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
