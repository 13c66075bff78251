import { type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { arnOf, literalArnOf } from './bucket-arn';
import { EncryptionContext } from '../../encryption';
import { type Conditions, throughS3 } from '../../policy';

/** Conditions of the policy of an identity of this app: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3To(bucket: s3.Bucket, objectKeyPattern: string): Conditions {
  return throughS3(arnOf(bucket), Stack.of(bucket).region, objectKeyPattern);
}

/**
 * The encryption context for the policy of the bucket's key, where the bucket's name is a literal.
 *
 * Otherwise there is none: the bucket waits for its key, so the key's policy cannot refer to the bucket.
 */
export function contextForKeyPolicy(bucket: s3.IBucket, objectKeyPattern: string = '*'): Conditions {
  const arn = literalArnOf(bucket);
  return arn === undefined ? {} : EncryptionContext.ofBucket(arn, objectKeyPattern).toConditions();
}
