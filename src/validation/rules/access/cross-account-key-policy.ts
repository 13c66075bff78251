import { Ternary } from '../../../template';
import type { Bucket, Key } from '../../posture';
import { allConditions } from '../private/conditions';
import { encryptionChoices } from '../private/encryption-choices';
import { type ForeignAccess, foreignAccess } from '../private/foreign-access';
import { keyGrants, searchOf, throughS3 } from '../private/key-grants';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** What KMS is asked for when an object is read or written. */
const KMS_ACTION = { 's3:GetObject': 'kms:Decrypt', 's3:PutObject': 'kms:GenerateDataKey' } as const;

export const crossAccountKeyPolicy: Rule = {
  metadata: {
    name: 'CrossAccountKeyPolicy',
    topic: Topic.ACCESS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Other accounts with access to a bucket have access to its key',
    why: 'To read or write an object that is encrypted with a KMS key, principals of another account also need access to the key, which '
      + 'only the key policy can give. Without it, requests that the bucket policy allows fail with Access Denied.',
    fix: 'Share the bucket with EncryptedBucket.grantCrossAccountRead() or grantCrossAccountWrite(), which change both policies. Or add a '
      + 'statement for the other account to the key policy, with kms:Decrypt to read and kms:GenerateDataKey to write: '
      + 'key.grantDecrypt() or key.grantEncryptDecrypt(), or KeyPolicy in a template.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html',
      'https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-walkthroughs-managing-access-example4.html',
    ],
  },

  * check(posture) {
    for (const bucket of posture.buckets) {
      if (foreignAccess(bucket).length === 0) { continue; }
      const said = new Set<string>();
      for (const { key, kms } of encryptionChoices(bucket)) {
        if (kms === Ternary.NO || !key.key) { continue; }
        for (const access of foreignAccess(bucket)) {
          const finding = judged(bucket, key.key, access, kms);
          if (!finding || said.has(finding.message)) { continue; }
          said.add(finding.message);
          yield finding;
        }
      }
    }
  },
};

function judged(bucket: Bucket, key: Key, access: ForeignAccess, kms: Ternary): Finding | undefined {
  const action = KMS_ACTION[access.action];
  const { condition, context } = throughS3(bucket);
  const callers = access.callers(searchOf(key));
  const may = keyGrants(key, { actions: [action], callers, context, condition: allConditions(condition, access.condition) });
  if (may === Ternary.YES) { return undefined; }
  const { logicalId } = bucket.resource;
  return may === Ternary.NO && access.answer === Ternary.YES && kms === Ternary.YES
    ? violation(key.resource, 'Properties.KeyPolicy',
      `The policy of bucket ${logicalId} allows ${access.action} to ${access.who}, and the key policy does not allow ${action}.`)
    : cannotTell(key.resource, 'Properties.KeyPolicy',
      `It cannot be determined whether ${access.who}, who may have ${access.action} on bucket ${logicalId}, needs ${action} and has it.`);
}
