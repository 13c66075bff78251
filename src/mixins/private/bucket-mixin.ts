import type { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';
import { isBucket } from '../../policy';

/** The bucket that a mixin is applied to. */
export function bucketOf(mixin: string, construct: IConstruct): s3.CfnBucket {
  if (isBucket(construct)) { return construct; }
  throw refusal(construct, `mixin ${mixin} can be applied to a CfnBucket only`,
    'apply it with construct.with() or Mixins.of(scope).apply(), which find the buckets below a scope');
}
