import { Effect } from './effect';

/** What is compared of a bucket or key. */
interface AspectDefinition {
  /** What people call it. */
  readonly title: string;
  /** From the worst to the best; what is not in it is neither. */
  readonly scale?: readonly string[];
  /** Numbers, of which these are better. */
  readonly better?: 'higher' | 'lower';
  /** Two values of which the second means the first for what exists. */
  readonly staysFrom?: readonly [from: string, to: string];
  /** What to know of every change of it. */
  readonly note?: string;
}

const DENIED = ['no', 'partly', 'yes'];
const HELD = ['no', 'yes'];
/** A block that is removed from a bucket is off, and one that a new bucket does not mention is on. */
const BLOCKED = { scale: ['no', 'not declared', 'yes'], staysFrom: ['no', 'not declared'] } as const;
const KEPT = ['deleted', 'retained'];
const KEY_TYPES = ['none', 'AWS managed', 'customer managed'];
const FIXED = 'AWS KMS can\'t change it for an existing key: the update fails.';

// docs/decisions/0104
/** Everything that is compared, in the order of reports, and what is better than what. */
export const ASPECTS = {
  added: { title: 'Added' },
  removed: { title: 'Removed' },
  replacement: { title: 'Replacement' },
  defaultEncryption: { title: 'Default encryption', scale: ['AES256', 'aws:kms', 'aws:kms:dsse'] },
  key: { title: 'KMS key', scale: KEY_TYPES, note: 'Existing objects remain encrypted with the previous key.' },
  keyReference: { title: 'Key named by', scale: ['alias or key ID', 'key ARN'] },
  bucketKey: { title: 'S3 Bucket Key', scale: HELD },
  sseCBlocked: { title: 'SSE-C blocked', scale: ['no', 'default', 'yes'] },
  plainHttpDenied: { title: 'Plain HTTP denied', scale: DENIED },
  minimumTlsVersion: { title: 'Minimum TLS version', scale: ['none', 'partly', '1.2', '1.3'] },
  signatureVersion4: { title: 'Signature Version 4 required', scale: DENIED },
  uploadEncryption: { title: 'Upload encryption enforced', scale: DENIED },
  blockPublicAcls: { title: 'BlockPublicAcls', ...BLOCKED },
  blockPublicPolicy: { title: 'BlockPublicPolicy', ...BLOCKED },
  ignorePublicAcls: { title: 'IgnorePublicAcls', ...BLOCKED },
  restrictPublicBuckets: { title: 'RestrictPublicBuckets', ...BLOCKED },
  acl: { title: 'ACL', scale: ['PublicReadWrite', 'PublicRead', 'AuthenticatedRead', 'private'] },
  accessLogs: { title: 'Server access logs', scale: ['none', 'delivered'] },
  replication: { title: 'Replication' },
  replicaKey: { title: 'Key of replicas', scale: KEY_TYPES },
  metadataEncryption: { title: 'Encryption of metadata tables', scale: ['AES256', 'aws:kms'] },
  metadataKey: { title: 'Key of metadata tables', scale: KEY_TYPES },
  keyEnabled: { title: 'Enabled', scale: HELD },
  keyRotation: { title: 'Key rotation', scale: HELD },
  rotationPeriod: { title: 'Rotation period in days', better: 'lower' },
  pendingWindow: { title: 'Days until deletion', better: 'higher' },
  keySpec: { title: 'Key spec', note: FIXED },
  keyUsage: { title: 'Key usage', note: FIXED },
  keyOrigin: { title: 'Origin of key material', note: FIXED },
  multiRegion: { title: 'Multi-Region key', note: FIXED },
  deletionPolicy: { title: 'DeletionPolicy', scale: KEPT },
  updateReplacePolicy: { title: 'UpdateReplacePolicy', scale: KEPT },
  policyDeletionPolicy: { title: 'DeletionPolicy of the bucket policy', scale: KEPT },
  policyUpdateReplacePolicy: { title: 'UpdateReplacePolicy of the bucket policy', scale: KEPT },
  requests: { title: 'Requests' },
} satisfies { readonly [name: string]: AspectDefinition };

export type Aspect = keyof typeof ASPECTS;

/** The rank of what is not known. */
export const UNKNOWN = 'unknown';
/** The rank of what means nothing here, such as an S3 Bucket Key without SSE-KMS. */
export const NOT_APPLICABLE = 'not applicable';

/** What one side says of an aspect. */
export interface Fact {
  readonly aspect: Aspect;
  /** What tells it from others: two facts with one value are the same. */
  readonly value: string;
  /** Its place on the scale; the value itself, if nothing else is said. */
  readonly rank?: string;
  /** How reports write it; the value itself, if nothing else is said. */
  readonly shown?: string;
  /** What of several it is about, such as the destination of a replication. */
  readonly about?: string;
}

/** What a change does, from one fact to another about the same; nothing if there is no change. */
export function effectOf(before: Fact, after: Fact): Effect | undefined {
  if (before.value === after.value) { return undefined; }
  const [from, to] = [before.rank ?? before.value, after.rank ?? after.value];
  if (from === NOT_APPLICABLE || to === NOT_APPLICABLE) { return undefined; }
  if (from === UNKNOWN || to === UNKNOWN) { return Effect.UNDETERMINED; }
  const { scale, better, staysFrom }: AspectDefinition = ASPECTS[before.aspect];
  if (staysFrom?.[0] === from && staysFrom[1] === to) { return undefined; }
  const [low, high] = scale === undefined ? [Number(from), Number(to)] : [scale.indexOf(from), scale.indexOf(to)];
  const isRanked = scale === undefined ? better !== undefined : low >= 0 && high >= 0;
  if (!isRanked || low === high || Number.isNaN(low - high)) { return Effect.OTHER; }
  return (low < high) === (better !== 'lower') ? Effect.STRONGER : Effect.WEAKER;
}
