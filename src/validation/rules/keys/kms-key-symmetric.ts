import { type Resource, Ternary, type Value } from '../../../template';
import type { Key, Posture } from '../../posture';
import { judge, reasonOf } from '../private/judge';
import { described, keyUses } from '../private/key-uses';
import { cannotTell, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

/** What a key has to be, which is also what it is where nothing is said. */
const WANTED: readonly [property: string, value: Value][] = [['KeySpec', 'SYMMETRIC_DEFAULT'], ['KeyUsage', 'ENCRYPT_DECRYPT']];

export const kmsKeySymmetric: Rule = {
  metadata: {
    name: 'KmsKeySymmetric',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'Keys of buckets are symmetric encryption keys',
    why: 'S3 supports symmetric encryption keys only, and doesn\'t validate the key when default encryption is set. With an RSA, ECC or '
      + 'HMAC key, the deployment succeeds and every upload fails.',
    fix: 'Use EncryptionKey, or a key with KeySpec SYMMETRIC_DEFAULT and KeyUsage ENCRYPT_DECRYPT, which are the defaults of '
      + 'AWS::KMS::Key. If the key has another purpose, create a separate key for the bucket.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  },

  * check(posture) {
    for (const [key, [use]] of keyUses(posture)) {
      const resource = primaryOf(posture, key);
      if (!resource) { continue; }
      for (const [name, wanted] of WANTED) {
        const value = resource.read(name);
        const answer = judge(value, (known) => known === undefined || known === wanted);
        if (answer === Ternary.YES) { continue; }
        yield answer === Ternary.NO
          ? violation(resource, `Properties.${name}`,
            `S3 cannot encrypt ${described(use)} with this key: its ${name} is ${shown(value)}, not ${String(wanted)}.`)
          : cannotTell(resource, `Properties.${name}`, `It cannot be determined whether S3 can encrypt ${described(use)} with this key: ${reasonOf(value)}.`);
        break;
      }
    }
  },
};

/** A replica has the traits of its primary key, which may be outside of the app. */
function primaryOf(posture: Posture, { resource, isReplica }: Key): Resource | undefined {
  return isReplica ? posture.keyReferences(resource.read('PrimaryKeyArn'), resource)[0]?.key?.resource : resource;
}

function shown(value: Value | undefined): string {
  return typeof value === 'string' ? value : 'another one in one branch of a condition';
}
