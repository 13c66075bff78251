import { type aws_kms as kms, type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { arnOf, literalArnOf } from './bucket-arn';
import { contextConditions } from '../../keys/internal';
import { type Conditions, throughS3 } from '../../policy';

/** Conditions of the policy of an identity of this app: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3To(bucket: s3.Bucket, objectKeyPattern: string): Conditions {
  return throughS3(arnOf(bucket), Stack.of(bucket).region, objectKeyPattern);
}

/**
 * The encryption context for the policy of a bucket's key: that of the bucket, where its name is a literal.
 *
 * Otherwise the bucket waits for its key, so the key's policy cannot refer to the bucket: the contexts that the key is
 * confined to are all that can be said.
 */
export function contextForKeyPolicy(bucket: s3.IBucket, key: kms.IKey, objectKeyPattern: string = '*'): Conditions {
  return contextConditions(key, literalArnOf(bucket), objectKeyPattern);
}
