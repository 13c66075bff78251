import { all, type Resource, Ternary } from '../../../template';
import { isTrue, judge, reasonOf } from '../private/judge';
import { described, keyUses } from '../private/key-uses';
import { keysForS3 } from '../private/keys-for-s3';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** What a key is that KMS can rotate by itself, which is also what it is where nothing is said. */
const ROTATABLE: readonly [property: string, value: string][] = [
  ['KeySpec', 'SYMMETRIC_DEFAULT'],
  ['KeyUsage', 'ENCRYPT_DECRYPT'],
  ['Origin', 'AWS_KMS'],
];

export const kmsKeyRotation: Rule = {
  metadata: {
    name: 'KmsKeyRotation',
    topic: Topic.KEYS,
    severity: Severity.WARNING,
    preset: Preset.RECOMMENDED,
    title: 'Keys of buckets rotate at least once a year',
    why: 'Without rotation, one version of the key material protects everything that the bucket ever stores, and audits against CIS, PCI '
      + 'DSS and Security Hub fail. Rotation needs no other change: the key ARN stays the same, and stored objects can still be '
      + 'decrypted.',
    fix: 'Use EncryptionKey, or set EnableKeyRotation to true (enableKeyRotation of kms.Key). The key that s3.Bucket creates for '
      + 'BucketEncryption.DSSE doesn\'t rotate: pass a key that does.',
    controls: {
      securityHub: ['KMS.4'],
      awsConfig: ['cmk-backing-key-rotation-enabled'],
      cisAws5: ['3.6'],
      nist80053r5: ['SC-12', 'SC-12(2)', 'SC-28(3)'],
      pciDss4: ['3.7.4'],
    },
    links: [
      'https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html',
      'https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4',
    ],
  },

  * check(posture) {
    const uses = keyUses(posture);
    for (const key of keysForS3(posture)) {
      const { resource, isReplica } = key;
      const [use] = uses.get(key) ?? [];
      // Replicas rotate with their primary key.
      if (isReplica) { continue; }
      const rotation = resource.read('EnableKeyRotation');
      const rotates = judge(rotation, isTrue);
      if (rotates === Ternary.YES) { continue; }
      const rotatable = canRotate(resource);
      if (rotatable === Ternary.NO) { continue; }
      if (rotates === Ternary.NO && rotatable === Ternary.YES) {
        yield violation(resource, 'Properties.EnableKeyRotation', use ? `The key encrypts ${described(use)} and does not rotate.` : 'The key does not rotate.');
      } else {
        const reason = reasonOf(rotation) || 'it is not known whether it is a symmetric key with key material of AWS KMS';
        yield cannotTell(resource, 'Properties.EnableKeyRotation',
          `It cannot be determined whether the key${use ? `, which encrypts ${described(use)},` : ''} rotates: ${reason}.`);
      }
    }
  },
};

/** KMS rotates symmetric encryption keys whose material it made: neither asymmetric nor HMAC keys, nor imported material. */
function canRotate(key: Resource): Ternary {
  return all(ROTATABLE.map(([name, wanted]) => judge(key.read(name), (known) => known === undefined || known === wanted)));
}
