import { type EncryptionChoice, encryptionChoices } from './encryption-choices';
import { at, memo, Ternary, type Value } from '../../../template';
import { type AlikeBucket, type Bucket, type DeclaredEncryption, entriesOf, type Key, type Posture } from '../../posture';

/** A bucket, or what is in one, that encrypts with a key. */
export interface KeyUse {
  readonly resource: { readonly logicalId: string; readonly deletionPolicy: Value | undefined };
  /** How messages call what encrypts, before its logical ID. */
  readonly title: string;
  /** The bucket, if it is one of general purpose. */
  readonly bucket: Bucket | undefined;
  /** Whether it does so for replicas, which lie in another bucket. */
  readonly forReplicas: boolean;
}

/** The keys of the app with which buckets of every kind encrypt, by default or when they replicate. */
export const keyUses = memo(readUses);

/** How messages call the use of a key. */
export function described({ resource, title }: KeyUse): string {
  return `${title} ${resource.logicalId}`;
}

/** What other kinds of buckets declare, what is in them, and file systems of S3 Files: each encryption with how messages call what it is that of. */
export function* otherEncryptions(posture: Posture): Iterable<{ readonly title: string; readonly encryption: DeclaredEncryption }> {
  yield* posture.kindBuckets;
  yield* posture.vectorIndexes;
  yield* posture.fileSystems;
  for (const { encryption, title } of posture.metadataTables) { yield { encryption, title: `${title} of bucket` }; }
}

function readUses(posture: Posture): ReadonlyMap<Key, readonly KeyUse[]> {
  const uses = new Map<Key, KeyUse[]>();
  const note = (key: Key | undefined, use: KeyUse) => {
    if (!key) { return; }
    const before = uses.get(key);
    if (before) { before.push(use); } else { uses.set(key, [use]); }
  };
  for (const bucket of posture.buckets) {
    const { resource } = bucket;
    for (const key of defaultKeys(posture, bucket)) { note(key, { resource, title: 'bucket', bucket, forReplicas: false }); }
    for (const rule of entriesOf(resource.read('ReplicationConfiguration', 'Rules'))) {
      const replicaKey = at(rule, 'Destination', 'EncryptionConfiguration', 'ReplicaKmsKeyID');
      if (replicaKey === undefined) { continue; }
      for (const { key } of posture.keyReferences(replicaKey, resource)) { note(key, { resource, title: 'replicas of bucket', bucket, forReplicas: true }); }
    }
  }
  for (const { encryption, title } of otherEncryptions(posture)) {
    const { resource } = encryption;
    for (const { key } of kmsChoices(encryption)) { note(key.key, { resource, title, bucket: undefined, forReplicas: false }); }
  }
  return uses;
}

/** Mostly the key stands beside the bucket and can be seen without a look at the rest, which tells the same of many buckets. */
function defaultKeys(posture: Posture, bucket: Bucket): readonly (Key | undefined)[] {
  const direct = bucket.ownKey && posture.keyOf(bucket.ownKey);
  if (!direct) { return kmsChoices(bucket).map(({ key }) => key.key); }
  return bucket.ask(usesKmsKey) ? [direct] : [];
}

function kmsChoices(bucket: Bucket | DeclaredEncryption): readonly EncryptionChoice[] {
  return encryptionChoices(bucket).filter(mayUseKms);
}

function usesKmsKey(bucket: AlikeBucket): boolean {
  return encryptionChoices(bucket).some(mayUseKms);
}

function mayUseKms({ kms }: Pick<EncryptionChoice, 'kms'>): boolean {
  return kms !== Ternary.NO;
}
