import { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Whether a construct is a bucket that a mixin can work on.
 *
 * `isCfnBucket` alone also holds for a generic `CfnResource` of the same type, which has none of the attributes.
 */
export function isBucket(construct: IConstruct): construct is s3.CfnBucket {
  return s3.CfnBucket.isCfnBucket(construct) && 'attrArn' in construct;
}

/** The bucket that a mixin is applied to. */
export function bucketOf(mixin: string, construct: IConstruct): s3.CfnBucket {
  if (isBucket(construct)) { return construct; }
  throw new Error(`${construct.node.path}: mixin ${mixin} works on a CfnBucket only. `
    + 'Fix: apply it with construct.with() or Mixins.of(scope).apply(), which find the buckets below a scope.');
}
