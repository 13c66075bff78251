import { isAbsent, Ternary } from '../../../template';
import { isTrue, judge, reasonOf } from '../private/judge';
import { described, keyUses } from '../private/key-uses';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const kmsKeyEnabled: Rule = {
  metadata: {
    name: 'KmsKeyEnabled',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Keys of buckets are enabled',
    why: 'With a disabled key, S3 can\'t write objects, and can\'t read those that are encrypted with the key. Every request fails with '
      + 'KMS.DisabledException until the key is enabled.',
    fix: 'Remove Enabled: false from the key (enabled of kms.Key), or use another key for the bucket.',
    controls: {},
    links: ['https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html'],
  },

  * check(posture) {
    for (const [{ resource }, [use]] of keyUses(posture)) {
      const enabled = resource.read('Enabled');
      const answer = judge(enabled, (known) => isAbsent(known) || isTrue(known));
      if (answer === Ternary.YES) { continue; }
      yield answer === Ternary.NO
        ? violation(resource, 'Properties.Enabled', `The key is disabled, and encrypts ${described(use)}.`)
        : cannotTell(resource, 'Properties.Enabled', `It cannot be determined whether the key, which encrypts ${described(use)}, is enabled: ${reasonOf(enabled)}.`);
    }
  },
};
