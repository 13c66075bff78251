import type { aws_s3 as s3 } from 'aws-cdk-lib';
import { contradictionRefusal } from '../../cdk';
import { ConstructMap } from '../../construct-state';

type Choice = 'blocked' | 'allowed';

const CHOSEN = new ConstructMap<s3.CfnBucket, Choice>('customer-provided keys');

const MIXIN: { readonly [choice in Choice]: string } = { blocked: 'BucketSseCBlocked', allowed: 'BucketSseCAllowed' };

// docs/decisions/0055
/**
 * Notes whether a bucket takes uploads with customer-provided keys.
 *
 * @throws if the opposite was chosen before: a block that one mixin sets and another one lifts would depend on their order
 */
export function chooseCustomerProvidedKeys(bucket: s3.CfnBucket, choice: Choice): void {
  const before = CHOSEN.get(bucket) ?? choice;
  CHOSEN.set(bucket, before);
  if (before === choice) { return; }
  throw contradictionRefusal(bucket, `${MIXIN[choice]} cannot be applied: customer-provided keys (SSE-C) are already ${before} for the bucket`,
    'apply either BucketSseCBlocked or BucketSseCAllowed to the bucket (an EncryptedBucket has customerProvidedKeys, a LogBucket always blocks SSE-C)');
}

/** Whether it has been chosen for a bucket whether clients may provide keys. */
export function areCustomerProvidedKeysChosen(bucket: s3.CfnBucket): boolean {
  return CHOSEN.has(bucket);
}
