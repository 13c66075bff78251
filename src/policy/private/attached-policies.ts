import { aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { referredConstruct } from '../../cdk';

/** The bucket policies of a stack, or of a part of it, without those of the stacks in it, in the order of the tree. */
export function bucketPoliciesIn(scope: IConstruct): s3.CfnBucketPolicy[] {
  const found: s3.CfnBucketPolicy[] = [];
  const { isStack } = Stack;
  const visit = (construct: IConstruct): void => {
    if (isBucketPolicy(construct)) { found.push(construct); }
    for (const child of construct.node.children) {
      if (!isStack(child)) { visit(child); }
    }
  };
  visit(scope);
  return found;
}

/** By the type first, which rules out nearly every construct: stacks are searched often. */
function isBucketPolicy(construct: IConstruct): construct is s3.CfnBucketPolicy {
  return (construct as Partial<s3.CfnBucketPolicy>).cfnResourceType === 'AWS::S3::BucketPolicy' && s3.CfnBucketPolicy.isCfnBucketPolicy(construct);
}

/** Whether a policy of a bucket's stack is attached to the bucket: by reference, or by its name, literal or as the template computes it. */
export function isAttached(policy: s3.CfnBucketPolicy, bucket: s3.CfnBucket): boolean {
  const named = bucketNamedBy(policy);
  return named !== undefined && (named === bucket || named === nameOf(bucket));
}

/** The name of a bucket, if it has one: as text, or as what the template computes. */
function nameOf(bucket: s3.CfnBucket): string | undefined {
  const { bucketName } = bucket;
  return bucketName !== undefined && Token.isUnresolved(bucketName) ? computed(bucket, bucketName) : bucketName;
}

function computed(resource: IConstruct, name: string): string {
  return JSON.stringify(Stack.of(resource).resolve(name));
}

/** For each bucket the policies that `isAttached()` is true of, all in one go. */
export function attachedTo(buckets: readonly s3.CfnBucket[], policies: readonly s3.CfnBucketPolicy[]): Map<s3.CfnBucket, s3.CfnBucketPolicy[]> {
  const named = new Map<unknown, s3.CfnBucket[]>();
  for (const bucket of buckets) {
    named.set(bucket, [bucket]);
    const name = nameOf(bucket);
    if (name !== undefined) { named.set(name, [...named.get(name) ?? [], bucket]); }
  }
  const attached = new Map<s3.CfnBucket, s3.CfnBucketPolicy[]>();
  for (const policy of policies) {
    for (const bucket of named.get(bucketNamedBy(policy)) ?? []) { attached.set(bucket, [...attached.get(bucket) ?? [], policy]); }
  }
  return attached;
}

/** The bucket that a policy refers to, or its name; nothing if it says neither. */
function bucketNamedBy(policy: s3.CfnBucketPolicy): IConstruct | string | undefined {
  const named: unknown = policy.bucket;
  if (typeof named !== 'string') { return undefined; }
  const before = NAMED.get(policy);
  if (before?.text === named) { return before.bucket; }
  const bucket = Token.isUnresolved(named) ? referredBucket(named) ?? computed(policy, named) : named;
  NAMED.set(policy, { text: named, bucket });
  return bucket;
}

function referredBucket(named: string): IConstruct | undefined {
  const referred = referredConstruct(named);
  return referred && s3.CfnBucket.isCfnBucket(referred) ? referred : undefined;
}

/** What policies have named, because all policies of a stack are asked for each bucket. A token never refers to anything else. */
// eslint-disable-next-line no-restricted-syntax
const NAMED = new WeakMap<s3.CfnBucketPolicy, { readonly text: string; readonly bucket: IConstruct | string | undefined }>();
