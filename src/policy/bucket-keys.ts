import type { aws_kms as kms, aws_s3 as s3 } from 'aws-cdk-lib';
import { bucketResource } from '../cdk';
import { keyArn } from './key-arn';
import { meaningOf } from './names';
import { ConstructMap } from '../construct-state';
import { requiredContextOf } from '../keys/internal';

/** The keys that the policy of each bucket accepts besides the key of its default encryption. */
const ACCEPTED = new ConstructMap<s3.CfnBucket, readonly kms.IKey[]>('accepted keys');

/** Remembers keys that uploads to a bucket may name, for those who have to read or write with them. */
export function acceptKeys(bucket: s3.CfnBucket, keys: readonly kms.IKey[]): void {
  if (keys.length > 0) { ACCEPTED.set(bucket, [...ACCEPTED.get(bucket) ?? [], ...keys]); }
}

/** The keys that a bucket accepts besides the key of its default encryption. */
export function acceptedKeysOf(bucket: s3.CfnBucket): readonly kms.IKey[] {
  return ACCEPTED.get(bucket) ?? [];
}

// docs/decisions/0057
/**
 * The customer managed keys that objects of a bucket can be encrypted with: that of its default encryption, and those that
 * it accepts.
 */
export function keysOf(bucket: s3.IBucket): kms.IKey[] {
  const resource = bucketResource(bucket);
  const all = [...bucket.encryptionKey ? [bucket.encryptionKey] : [], ...resource ? acceptedKeysOf(resource) : []];
  return all.length < 2 ? all : [...new Map(all.reverse().map((key) => [meaningOf(bucket, key.keyArn), key])).values()].reverse();
}

/** The ARNs of keys, but for those that are listed, in a form to which every stack can refer. */
export function arnsBeside(bucket: s3.CfnBucket, listed: readonly string[], keys: readonly kms.IKey[]): string[] {
  const known = new Set(listed.map((arn) => meaningOf(bucket, arn)));
  return keys.map(keyArn).filter((arn) => {
    const meaning = meaningOf(bucket, arn);
    return !known.has(meaning) && known.add(meaning);
  });
}

/**
 * Keys that demand no encryption context: what S3 and other services write of themselves, and replicas, has
 * none.
 */
export function keysWithoutContext(keys: readonly kms.IKey[]): kms.IKey[] {
  return keys.filter((key) => Object.keys(requiredContextOf(key)).length === 0);
}
