import type { aws_iam as iam, aws_kms as kms } from 'aws-cdk-lib';
import { ConstructMap, ConstructSet } from '../construct-state';

const S3_ONLY = new ConstructSet<kms.IKey>('usable through S3 only');

/** Who uses each key by a grant of a bucket. */
const THROUGH_BUCKETS = new ConstructMap<kms.IKey, Set<iam.IPrincipal>>('grantees of buckets');

/** Remembers that the policy of a key allows its use through S3 only. */
export function stateS3Only(key: kms.IKey): void {
  S3_ONLY.add(key);
}

/** Whether the policy of a key, as it was made, allows its use through S3 only. */
export function isS3Only(key: kms.IKey): boolean {
  return S3_ONLY.has(key);
}

/** Remembers who uses a key by a grant of a bucket: what else grants the key to them is about objects, too. */
export function usesThroughBucket(key: kms.IKey, principal: iam.IPrincipal): void {
  if (!isS3Only(key)) { return; }
  const all = THROUGH_BUCKETS.get(key) ?? new Set<iam.IPrincipal>();
  THROUGH_BUCKETS.set(key, all.add(principal));
}

/** Whether a bucket grants the use of a key to somebody. */
export function isUsedThroughBucketBy(key: kms.IKey, principal: iam.IPrincipal): boolean {
  return THROUGH_BUCKETS.get(key)?.has(principal) ?? false;
}
