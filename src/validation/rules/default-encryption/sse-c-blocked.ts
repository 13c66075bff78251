import { at, isUnknown, Ternary, type Value } from '../../../template';
import { type AlikeBucket, Bucket } from '../../posture';
import { eachKind } from '../private/each-kind';
import { judge, reasonOf } from '../private/judge';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const sseCBlocked: Rule = {
  metadata: {
    name: 'SseCBlocked',
    topic: Topic.DEFAULT_ENCRYPTION,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Uploads with customer-provided keys (SSE-C) are blocked',
    why: 'A principal that can upload objects can encrypt them with a key that nobody else has. Ransomware has locked whole buckets with '
      + 'SSE-C. S3 blocks SSE-C for new buckets, but not in every Region, and the block can be removed.',
    fix: 'Declare the block: apply mixins.BucketSseCBlocked, or set blockedEncryptionTypes of s3.Bucket to BlockedEncryptionType.SSE_C. '
      + 'If clients need SSE-C, acknowledge this rule with the reason.',
    fixForAll: 'To fix all buckets of the stack, apply mixins.BucketSseCBlocked to the stack.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/blocking-unblocking-s3-c-encryption-gpb.html'],
  },

  check: (posture) => eachKind(posture, judged),
};

function* judged(bucket: AlikeBucket): Iterable<Finding<unknown>> {
  const types = at(bucket.encryptionRule, 'BlockedEncryptionTypes', 'EncryptionType');
  if (judge(types, (known) => includes(known, 'SSE-C')) !== Ternary.YES) { yield finding(bucket, types); }
}

function finding(bucket: AlikeBucket, types: Value | undefined): Finding<unknown> {
  const property = Bucket.rulePath('BlockedEncryptionTypes', 'EncryptionType');
  if (judge(types, (known) => !includes(known, 'NONE')) === Ternary.NO) {
    return violation(bucket.resource, property, 'The bucket accepts uploads with customer-provided keys (SSE-C).');
  }
  if (judge(types, (known) => known !== undefined) === Ternary.NO) {
    return violation(bucket.resource, property,
      'The bucket does not say whether it accepts uploads with customer-provided keys (SSE-C).', Severity.INFO);
  }
  const because = reasonOf(Array.isArray(types) ? types.find(isUnknown) : types);
  return cannotTell(bucket.resource, property,
    `It cannot be determined whether the bucket accepts uploads with customer-provided keys (SSE-C)${because && `: ${because}`}.`);
}

/** Whether a list, which may hold what cannot be determined, surely has an entry. */
function includes(types: Value | undefined, entry: string): boolean {
  return Array.isArray(types) ? types.includes(entry) : types === entry;
}
