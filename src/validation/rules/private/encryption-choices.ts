import { at, isUnknown, known, memo, OneOf, optionsOf, Ternary, Text, type Value } from '../../../template';
import { type AlikeBucket, type AlikeKeyReference, type Bucket, type DeclaredEncryption, type KeyReference, usesKms } from '../../posture';
import type { Finding } from '../rule';

/** One way in which a bucket may encrypt by default. */
export interface EncryptionChoice<Key = KeyReference> {
  /** Nothing where it is not declared, and S3 applies SSE-S3. */
  readonly algorithm: Value | undefined;
  readonly key: Key;
  readonly bucketKey: Value | undefined;
  /** Whether it uses AWS KMS. */
  readonly kms: Ternary;
  /** Whether algorithm and key surely go together: not where each is chosen by a condition of its own. */
  readonly certain: boolean;
  /** Whether algorithm and Bucket Key surely go together. */
  readonly bucketKeyCertain: boolean;
}

/**
 * The ways in which a bucket may encrypt by default: mostly one, or one for each branch of a choice.
 *
 * Algorithm and key are mostly chosen by the same condition, and then only what stands in the same branch goes together.
 */
export function encryptionChoices(bucket: Bucket | DeclaredEncryption): readonly EncryptionChoice[];
export function encryptionChoices(bucket: AlikeBucket): readonly EncryptionChoice<AlikeKeyReference>[];
export function encryptionChoices(bucket: Encrypting): readonly EncryptionChoice<AlikeKeyReference>[] {
  return allChoices(bucket);
}

/** What says how something encrypts by default. */
type Encrypting = Pick<AlikeBucket, 'encryptionRule' | 'keys' | 'keysNamedBy'>;

const allChoices = memo((bucket: Encrypting) => {
  const rule = bucket.encryptionRule;
  return rule === undefined ? choicesOf(bucket, undefined) : optionsOf(rule).flatMap((option) => choicesOf(bucket, option));
});

/** What is to be said of the first choice that is not as it should be. */
export function firstFinding<Choice, Of>(choices: readonly Choice[], judged: (choice: Choice) => Finding<Of> | undefined): readonly Finding<Of>[] {
  for (const choice of choices) {
    const finding = judged(choice);
    if (finding) { return [finding]; }
  }
  return [];
}

function choicesOf(bucket: Encrypting, rule: Value | undefined): EncryptionChoice<AlikeKeyReference>[] {
  const byDefault = at(rule, 'ServerSideEncryptionByDefault');
  const bucketKey = at(rule, 'BucketKeyEnabled');
  const options: readonly (Value | undefined)[] = byDefault === undefined ? [undefined] : optionsOf(byDefault);
  return options.flatMap((option): EncryptionChoice<AlikeKeyReference>[] => {
    const [algorithm, key] = [at(option, 'SSEAlgorithm'), at(option, 'KMSMasterKeyID')];
    const references = bucket.encryptionRule === rule && option === byDefault ? bucket.keys : bucket.keysNamedBy(key);
    if (!(algorithm instanceof OneOf)) {
      return references.map((reference) => ({ algorithm, key: reference, bucketKey, kms: kmsOf(algorithm), certain: true, bucketKeyCertain: true }));
    }
    return algorithm.options.flatMap((one, i) => {
      const ownReferences = parallel(algorithm, key) ? bucket.keysNamedBy(key.options[i]) : references;
      return ownReferences.map((reference) => ({
        algorithm: one ?? undefined,
        key: reference,
        bucketKey: parallel(algorithm, bucketKey) ? bucketKey.options[i] ?? undefined : bucketKey,
        kms: kmsOf(one),
        certain: !(key instanceof OneOf),
        bucketKeyCertain: !(bucketKey instanceof OneOf),
      }));
    });
  });
}

/** Whether two choices look like those of one condition: a parameter, which has a hole, is chosen on its own. */
function parallel(one: OneOf, other: Value | undefined): other is OneOf {
  return other instanceof OneOf && !one.hole && !other.hole && one.options.length === other.options.length;
}

function kmsOf(algorithm: Value | undefined): Ternary {
  return isUnknown(algorithm) || algorithm instanceof Text ? Ternary.UNKNOWN : known(usesKms(algorithm));
}
