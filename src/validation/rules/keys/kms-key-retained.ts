import type { Value } from '../../../template';
import { Ternary } from '../../../ternary';
import type { Key } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { type KeyUse, keyUses } from '../private/key-uses';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** Whether a resource stays where it is when its stack is deleted. */
const isRetained = (policy: Value | undefined) => policy === 'Retain' || policy === 'RetainExceptOnCreate';

export const kmsKeyRetained: Rule = {
  metadata: {
    name: 'KmsKeyRetained',
    topic: Topic.KEYS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'A key stays as long as the buckets that it encrypts',
    why: 'When the stack is deleted, or the key taken out of it, the bucket stays and its key is deleted after the waiting period: nobody '
      + 'can read the objects ever again.',
    fix: 'Retain the key as well: EncryptionKey does so, a kms.Key with removalPolicy: RemovalPolicy.RETAIN, a template with '
      + 'DeletionPolicy: Retain and UpdateReplacePolicy: Retain.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    ],
  },

  * check(posture) {
    for (const [key, uses] of keyUses(posture)) {
      const retained = judge(key.resource.deletionPolicy, isRetained);
      if (retained === Ternary.YES) { continue; }
      const use = uses.find(stays);
      if (use) { yield finding(key, use, retained); }
    }
  },
};

/** Replicas lie in another bucket, which is judged by its own default encryption. */
function stays({ bucket, forReplicas }: KeyUse): boolean {
  return !forReplicas && judge(bucket.resource.deletionPolicy, isRetained) === Ternary.YES;
}

function finding({ resource }: Key, { bucket }: KeyUse, retained: Ternary): Finding {
  const { logicalId } = bucket.resource;
  return retained === Ternary.UNKNOWN
    ? cannotTell(resource, 'DeletionPolicy',
      `It cannot be told whether the key of bucket ${logicalId}, which is retained, is deleted with its stack: ${reasonOf(resource.deletionPolicy)}.`)
    : violation(resource, 'DeletionPolicy', `The key is deleted with its stack, while bucket ${logicalId}, which it encrypts, is retained.`);
}
