import { type aws_s3 as s3, Lazy } from 'aws-cdk-lib';

const EXEMPT = new WeakMap<s3.CfnBucket, Set<string>>();

/**
 * Exempts roles and users from the guard of a bucket's encryption, before or after the bucket is guarded.
 *
 * For custom resources of this library which change what the guard holds.
 *
 * @param principalArns ARNs, or patterns of such
 */
export function exemptFromEncryptionGuard(bucket: s3.CfnBucket, ...principalArns: string[]): void {
  const exempt = EXEMPT.get(bucket) ?? new Set();
  EXEMPT.set(bucket, exempt);
  for (const arn of principalArns) { exempt.add(arn); }
}

/** Everybody who is exempt from the guard of a bucket's encryption once the app is complete. */
export function exemptArns(bucket: s3.CfnBucket): string[] {
  // Not cached: the statement is looked at when it joins the policy, and others may be exempt later.
  return Lazy.uncachedList({ produce: () => [...EXEMPT.get(bucket) ?? []] });
}
