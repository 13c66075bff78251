import type { aws_s3 as s3 } from 'aws-cdk-lib';

/**
 * The L2 bucket around a `CfnBucket`, if there is one: the construct whose default child it is, or the one that
 * `Bucket.fromCfnBucket` made for it.
 */
export function owningBucket(bucket: s3.CfnBucket): s3.IBucket | undefined {
  const parent = bucket.node.scope;
  if (parent?.node.defaultChild === bucket && 'addToResourcePolicy' in parent) { return parent as unknown as s3.IBucket; }
  const wrapper = bucket.node.tryFindChild('@FromCfnBucket');
  return wrapper as s3.IBucket | undefined;
}
