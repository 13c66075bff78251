import { refusingKeys } from './private/key-policies';
import { withManagedKey } from './private/managed-key';
import { type LogService, S3_INVENTORY } from '../../../services';
import { Preset, type Rule, Topic } from '../rule';
import { Severity } from '../severity';

const isInventory = (service: LogService) => service === S3_INVENTORY;

export const inventoryDestinationEncryption: Rule = {
  metadata: {
    name: 'InventoryDestinationEncryption',
    topic: Topic.LOGS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Buckets for S3 Inventory use SSE-S3, or a customer managed key that S3 can use',
    why: 'S3 Inventory can\'t write readable reports to a bucket that uses the AWS managed key aws/s3, or to a bucket whose key policy '
      + 'doesn\'t allow s3.amazonaws.com. Reports are missing without an error.',
    fix: 'Use SSE-S3, or a customer managed key whose policy allows s3.amazonaws.com kms:GenerateDataKey, with aws:SourceArn and '
      + 'aws:SourceAccount of the bucket that is listed.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html'],
  },

  * check(posture) {
    yield* withManagedKey(posture, isInventory);
    yield* refusingKeys(posture, isInventory);
  },
};
