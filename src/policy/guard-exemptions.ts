import { type aws_s3 as s3, Lazy, Stack } from 'aws-cdk-lib';
import { shortHash } from './names';
import { ConstructMap } from '../construct-state';
import { roleArnOf } from '../encryption/internal';

const EXEMPT = new ConstructMap<s3.CfnBucket, Set<string>>('exempt from encryption guard');

/**
 * Exempts roles and users from the guard of a bucket's encryption, before or after the bucket is guarded.
 *
 * @param principalArns ARNs, or patterns of such
 */
export function exemptFromEncryptionGuard(bucket: s3.CfnBucket, ...principalArns: string[]): void {
  const exempt = EXEMPT.get(bucket) ?? new Set();
  EXEMPT.set(bucket, exempt);
  for (const arn of principalArns) { exempt.add(arn); }
}

// docs/decisions/0037
/**
 * Everybody who is exempt from the guard of a bucket's encryption once the app is complete.
 *
 * @param others Who is exempt besides
 */
export function exemptArns(bucket: s3.CfnBucket, ...others: string[]): string[] {
  // Not cached: the statement is looked at when it joins the policy, and others may be exempt later.
  return Lazy.uncachedList({ produce: () => [...EXEMPT.get(bucket) ?? [], ...others] });
}

/** A text that tells a bucket from the others of an app, and does not depend on what is done with it. */
export function bucketHash(bucket: s3.CfnBucket): string {
  return shortHash(bucket, bucket.node.path);
}

/**
 * The IAM path of the roles with which custom resources of this library put a bucket's replication configuration, and take
 * it off again.
 *
 * Such a role is exempt from the guard by its path, not by its name: what is removed from an app, or has another name in
 * it, is cleaned up only after the bucket's policy has forgotten its name.
 */
export function configuringPath(bucket: s3.CfnBucket): string {
  return `/s3-encryption/${bucketHash(bucket)}/`;
}

/** All roles of the account in that path, as a pattern of ARNs. */
export function configuringRoles(bucket: s3.CfnBucket): string {
  const { partition, account } = Stack.of(bucket);
  return roleArnOf(partition, account, `${configuringPath(bucket)}*`);
}
