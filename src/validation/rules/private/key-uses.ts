import { type EncryptionChoice, encryptionChoices } from './encryption-choices';
import { at, memo, Ternary } from '../../../template';
import { type AlikeBucket, type Bucket, entriesOf, type Key, type Posture } from '../../posture';

/** A bucket that encrypts with a key. */
export interface KeyUse {
  readonly bucket: Bucket;
  /** Whether it does so for replicas, which lie in another bucket. */
  readonly forReplicas: boolean;
}

/** The keys of the app with which buckets of the app encrypt, by default or when they replicate. */
export const keyUses = memo(readUses);

/** How messages call the use of a key. */
export function described({ bucket, forReplicas }: KeyUse): string {
  return forReplicas ? `replicas of bucket ${bucket.resource.logicalId}` : `bucket ${bucket.resource.logicalId}`;
}

function readUses(posture: Posture): ReadonlyMap<Key, readonly KeyUse[]> {
  const uses = new Map<Key, KeyUse[]>();
  const note = (key: Key | undefined, use: KeyUse) => {
    if (!key) { return; }
    const before = uses.get(key);
    if (before) { before.push(use); } else { uses.set(key, [use]); }
  };
  for (const bucket of posture.buckets) {
    for (const key of defaultKeys(posture, bucket)) { note(key, { bucket, forReplicas: false }); }
    for (const rule of entriesOf(bucket.resource.read('ReplicationConfiguration', 'Rules'))) {
      const replicaKey = at(rule, 'Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
      if (replicaKey === undefined) { continue; }
      for (const { key } of posture.keyReferences(replicaKey, bucket.resource)) { note(key, { bucket, forReplicas: true }); }
    }
  }
  return uses;
}

/** Mostly the key stands beside the bucket and can be seen without a look at the rest, which tells the same of many buckets. */
function defaultKeys(posture: Posture, bucket: Bucket): readonly (Key | undefined)[] {
  const direct = bucket.ownKey && posture.keyOf(bucket.ownKey);
  if (!direct) { return kmsChoices(bucket).map(({ key }) => key.key); }
  return bucket.ask(usesKmsKey) ? [direct] : [];
}

function kmsChoices(bucket: Bucket): readonly EncryptionChoice[] {
  return encryptionChoices(bucket).filter(mayUseKms);
}

function usesKmsKey(bucket: AlikeBucket): boolean {
  return encryptionChoices(bucket).some(mayUseKms);
}

function mayUseKms({ kms }: Pick<EncryptionChoice, 'kms'>): boolean {
  return kms !== Ternary.NO;
}
