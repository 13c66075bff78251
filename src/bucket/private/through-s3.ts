import { type aws_s3 as s3, Stack } from 'aws-cdk-lib';
import { arnOf, literalArnOf } from './bucket-arn';
import { EncryptionContext } from '../../encryption';

/** Conditions of a statement. */
export interface Conditions { [operator: string]: { [key: string]: string | string[] } }

/** The condition that AWS KMS is called by S3, in the bucket's Region. */
export function viaS3(region: string): Conditions {
  // The DNS suffix of the condition's value is the same in every partition.
  return { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } };
}

/** Conditions of an identity's policy: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3(bucketArn: string, region: string, objectKeyPattern: string): Conditions {
  return { ...viaS3(region), ...EncryptionContext.ofBucket(bucketArn, objectKeyPattern).toConditions() };
}

/** The same, for the identities of this app. */
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
