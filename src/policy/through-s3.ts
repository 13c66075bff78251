import { EncryptionContext } from '../encryption';

/** Conditions of a statement. */
export interface Conditions { [operator: string]: { [key: string]: string | string[] } }

/** The condition that AWS KMS is called by S3, in the bucket's Region. */
export function viaS3(region: string): Conditions {
  // The DNS suffix of the condition's value is the same in every partition.
  return { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } };
}

/** Conditions of an identity's policy: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3(bucketArn: string, region: string, objectKeyPattern: string = '*'): Conditions {
  return { ...viaS3(region), ...EncryptionContext.ofBucket(bucketArn, objectKeyPattern).toConditions() };
}
