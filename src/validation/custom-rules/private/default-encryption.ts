import { namedKey } from './named-key';
import { agreed, ANSWERS } from './shown';
import { SseAlgorithm } from '../../../encryption';
import type { Value } from '../../../template';
import type { Bucket, DeclaredEncryption } from '../../posture';
import { type EncryptionChoice, encryptionChoices, isTrue, reasonOf } from '../../rules/internal';
import { Answer } from '../answer';
import { BucketAlgorithm } from '../bucket-algorithm';
import type { NamedKey } from '../key-view';
import { KmsKeyType } from '../kms-key-type';

/** The default encryption of a bucket, as far as it is known. */
export interface DefaultEncryptionSeen {
  readonly algorithm: BucketAlgorithm;
  readonly key: NamedKey;
  readonly bucketKeyEnabled: Answer;
  /** Why one of these is not known, as a clause. */
  readonly reason?: string;
}

/** Of a bucket, or as it is declared for one of another type, which has no Bucket Key to choose. */
export function defaultEncryptionOf(bucket: Bucket | DeclaredEncryption): DefaultEncryptionSeen {
  const choices = encryptionChoices(bucket);
  const algorithm = sole(choices.map((choice) => algorithmOf(choice.algorithm)), BucketAlgorithm.UNKNOWN);
  const key = keyOf(choices);
  const bucketKeyEnabled = sole(choices.map(bucketKeyOf), Answer.UNKNOWN);
  const isKnown = algorithm !== BucketAlgorithm.UNKNOWN && key.type !== KmsKeyType.UNKNOWN && bucketKeyEnabled !== Answer.UNKNOWN;
  return { algorithm, key, bucketKeyEnabled, ...(isKnown ? {} : { reason: whyUnknown(bucket, choices, key) }) };
}

function algorithmOf(value: Value | undefined): BucketAlgorithm {
  switch (value) {
    case undefined:
    case SseAlgorithm.SSE_S3: return BucketAlgorithm.SSE_S3;
    case SseAlgorithm.SSE_KMS: return BucketAlgorithm.SSE_KMS;
    case SseAlgorithm.DSSE_KMS: return BucketAlgorithm.DSSE_KMS;
    default: return BucketAlgorithm.UNKNOWN;
  }
}

function keyOf(choices: readonly EncryptionChoice[]): NamedKey {
  const each = choices.map(keyOfChoice);
  const type = sole(each.map((one) => one.type), KmsKeyType.UNKNOWN);
  if (type === KmsKeyType.UNKNOWN) {
    return { type, reason: each.map(({ reason }) => reason).find((reason) => reason !== undefined) ?? 'conditions determine which key is used' };
  }
  return type === KmsKeyType.NONE ? { type } : { type, reference: namedKey(choices.map(({ key }) => key)).reference };
}

function keyOfChoice({ algorithm, key, certain }: EncryptionChoice): NamedKey {
  switch (algorithmOf(algorithm)) {
    case BucketAlgorithm.SSE_S3: return { type: KmsKeyType.NONE };
    case BucketAlgorithm.UNKNOWN: return { type: KmsKeyType.UNKNOWN, reason: 'the algorithm is not known' };
    default: {
      if (!certain) { return { type: KmsKeyType.UNKNOWN, reason: 'different conditions determine the algorithm and the key' }; }
      const named = namedKey([key]);
      return named.type === KmsKeyType.NONE ? { ...named, type: KmsKeyType.AWS_MANAGED } : named;
    }
  }
}

/** S3 Bucket Keys exist for SSE-KMS only. */
function bucketKeyOf({ algorithm, bucketKey, bucketKeyCertain }: EncryptionChoice): Answer {
  switch (algorithmOf(algorithm)) {
    case BucketAlgorithm.UNKNOWN: return Answer.UNKNOWN;
    case BucketAlgorithm.SSE_KMS: return bucketKeyCertain ? ANSWERS[agreed(bucketKey, isTrue)] : Answer.UNKNOWN;
    default: return Answer.NO;
  }
}

function whyUnknown({ encryptionRule }: Pick<Bucket, 'encryptionRule'>, choices: readonly EncryptionChoice[], key: NamedKey): string {
  const values = [encryptionRule, ...choices.flatMap(({ algorithm, bucketKey }) => [algorithm, bucketKey])];
  const invalid = choices.map(({ algorithm }) => algorithm).find((one) => typeof one === 'string' && algorithmOf(one) === BucketAlgorithm.UNKNOWN);
  return values.map(reasonOf).find((reason) => reason !== '')
    ?? (invalid === undefined ? key.reason : `Amazon S3 doesn't support the algorithm ${JSON.stringify(invalid)}`) ?? 'conditions determine it';
}

function sole<T>(values: readonly T[], otherwise: T): T {
  return values.every((value) => value === values[0]) ? values[0] : otherwise;
}
