import { aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Whether a construct is the resource of a bucket.
 *
 * `isCfnBucket` alone also holds for a generic `CfnResource` of the same type, which has none of the attributes.
 */
export function isBucket(construct: IConstruct): construct is s3.CfnBucket {
  return s3.CfnBucket.isCfnBucket(construct) && 'attrArn' in construct;
}

/** The resource of a bucket, L1 or L2; none for a bucket that is imported. */
export function bucketResource(bucket: IConstruct): s3.CfnBucket | undefined {
  const candidates = [bucket, bucket.node.defaultChild, bucket.node.id === '@FromCfnBucket' ? bucket.node.scope : undefined];
  return candidates.find((candidate): candidate is s3.CfnBucket => candidate !== undefined && isBucket(candidate));
}
