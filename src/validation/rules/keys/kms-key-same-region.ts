import { arnFields } from '../../../policy-evaluation';
import { type Resource, Ternary, textOf } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, Bucket, KeyReferenceKind } from '../../posture';
import { eachKind, KEY_NAMES, type KeyNames } from '../private/each-kind';
import { type EncryptionChoice, encryptionChoices, firstFinding } from '../private/encryption-choices';
import { reasonOf } from '../private/judge';
import { otherEncryptions } from '../private/key-uses';
import { cannotTell, type Finding, Preset, type Rule, Topic, violation } from '../rule';
import { Severity } from '../severity';

export const kmsKeySameRegion: Rule = {
  metadata: {
    name: 'KmsKeySameRegion',
    topic: Topic.KEYS,
    severity: Severity.ERROR,
    preset: Preset.RECOMMENDED,
    title: 'The key of a bucket is in the Region of the bucket',
    why: 'S3 uses keys of the Region of the bucket only, also for multi-Region keys, and doesn\'t validate the key when default encryption '
      + 'is set. The deployment succeeds and every upload fails.',
    fix: 'Specify a key in the Region of the bucket. For a multi-Region key, create a replica there (AWS::KMS::ReplicaKey) and specify '
      + 'the replica. DefaultEncryption.sseKms() without a key creates one in the Region of the bucket.',
    controls: {},
    links: ['https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html'],
  },

  * check(posture) {
    yield* eachKind(posture, firstWrong);
    for (const { encryption, title } of otherEncryptions(posture)) {
      const { keyProperty: property, resource } = encryption;
      const placed = { title, property, resource };
      yield* firstFinding(encryptionChoices(encryption), (choice) => judged(placed, choice, KEY_NAMES));
    }
  },
};

function firstWrong(bucket: AlikeBucket, names: KeyNames): readonly Finding<unknown>[] {
  const placed = { title: 'bucket', property: Bucket.rulePath('ServerSideEncryptionByDefault', 'KMSMasterKeyID'), resource: bucket.resource };
  return firstFinding(encryptionChoices(bucket), (choice) => judged(placed, choice, names));
}

/** What encrypts: where it names its key, and how messages call it. */
interface Placed<Of> {
  readonly resource: Of;
  readonly property: string;
  readonly title: string;
}

function judged<Of extends AlikeBucket['resource'] | Resource>(
  { property, resource, title }: Placed<Of>, { key, kms }: EncryptionChoice<AlikeKeyReference>, names: KeyNames,
): Finding<Of> | undefined {
  if (kms === Ternary.NO || key.kind === KeyReferenceKind.NONE) { return undefined; }
  const doubt = (reason: string) => cannotTell(resource, property, `It cannot be determined whether the ${title}'s key is in the ${title}'s Region: ${reason}.`);
  if (key.kind === KeyReferenceKind.UNKNOWN) { return doubt(reasonOf(key.value)); }
  const { region } = resource.environment;
  const keyRegion = regionOfKey(key);
  // Neither is known of a key beside its bucket, and of stacks that can go to any Region as long as it is the same.
  if (keyRegion === undefined || keyRegion === region) { return undefined; }
  if (region === undefined) { return doubt(`the key ${names.written(key)} is in ${keyRegion}, and the Region of the stack is not known`); }
  return kms === Ternary.YES
    ? violation(resource, property, `The ${title} is in ${region}, and its key ${names.named(key)} is in ${keyRegion}.`)
    : doubt('it is not known whether it encrypts with KMS');
}

/** An ARN says it; of what is no ARN, the key's own stack. */
function regionOfKey({ key, value }: AlikeKeyReference): string | undefined {
  const text = textOf(value);
  const fields = text === undefined ? undefined : arnFields(text);
  const region = fields instanceof Array ? fields[3] : undefined;
  return typeof region === 'string' && region !== '' ? region : key?.resource.environment.region;
}
