import { Ternary, type Value } from '../../../template';
import type { Key } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { described, type KeyUse, keyUses } from '../private/key-uses';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

const RETAIN = 'Retain';
/** Like `Retain`, but a resource is deleted if the stack operation that creates it is rolled back. */
const RETAIN_EXCEPT_ON_CREATE = 'RetainExceptOnCreate';

/** Whether a resource stays where it is when its stack is deleted. */
const isRetained = (policy: Value | undefined) => policy === RETAIN || policy === RETAIN_EXCEPT_ON_CREATE;

export const kmsKeyRetained: Rule = {
  metadata: {
    name: 'KmsKeyRetained',
    topic: Topic.KEYS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'A key is retained as long as the buckets that use it',
    why: 'When the stack is deleted, or the key is removed from it, the bucket is retained and its key is deleted after the waiting '
      + 'period. Then nobody can read the objects.',
    fix: 'Retain the key as well. EncryptionKey is retained by default. For a kms.Key, set removalPolicy to RemovalPolicy.RETAIN. In a '
      + 'template, set DeletionPolicy: Retain and UpdateReplacePolicy: Retain. RetainExceptOnCreate is sufficient for the key only '
      + 'if the bucket has it too.',
    controls: {},
    links: [
      'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html',
      'https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html',
    ],
  },

  * check(posture) {
    for (const [key, uses] of keyUses(posture)) {
      const staying = uses.filter(stays).map((use) => ({ use, staysWithBucket: staysWith(key, use) }));
      const worst = staying.find(({ staysWithBucket }) => staysWithBucket === Ternary.NO)
        ?? staying.find(({ staysWithBucket }) => staysWithBucket === Ternary.UNKNOWN);
      if (worst) { yield finding(key, worst.use, worst.staysWithBucket); }
    }
  },
};

/** Replicas lie in another bucket, which is judged by its own default encryption. */
function stays({ resource, forReplicas }: KeyUse): boolean {
  return !forReplicas && judge(resource.deletionPolicy, isRetained) === Ternary.YES;
}

/** A bucket that stays after its creation failed, too, needs a key that does. */
function staysWith(key: Key, { resource }: KeyUse): Ternary {
  const always = judge(resource.deletionPolicy, (policy) => policy === RETAIN) === Ternary.YES;
  return judge(key.resource.deletionPolicy, always ? (policy) => policy === RETAIN : isRetained);
}

function finding({ resource }: Key, use: KeyUse, retained: Ternary): Finding {
  const user = described(use);
  if (retained === Ternary.UNKNOWN) {
    return cannotTell(resource, 'DeletionPolicy',
      `It cannot be determined whether the key of ${user}, which is retained, is deleted with its stack: ${reasonOf(resource.deletionPolicy)}.`);
  }
  return violation(resource, 'DeletionPolicy', judge(resource.deletionPolicy, isRetained) === Ternary.NO
    ? `The key is deleted with its stack, while ${user}, which it encrypts, is retained.`
    : `The key is deleted if the deployment that creates it is rolled back, while ${user}, which it encrypts, is retained.`);
}
