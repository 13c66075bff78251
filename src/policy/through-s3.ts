import { EncryptionContext } from '../encryption';
import { viaService } from '../encryption/internal';

/** Conditions of a statement. */
export interface Conditions { [operator: string]: { [conditionKey: string]: string | string[] } }

// docs/decisions/0004
/** The condition that AWS KMS is called by S3, in the bucket's Region. */
export function viaS3(region: string): Conditions {
  return viaServiceOf('s3', region);
}

/** The condition that AWS KMS is called by a service, in a Region. */
export function viaServiceOf(service: string, region: string): Conditions {
  return { StringEquals: { 'kms:ViaService': viaService(service, region) } };
}

/** Conditions of an identity's policy: the key is used through S3 only, and only for the bucket's objects. */
export function throughS3(bucketArn: string, region: string, objectKeyPattern: string = '*'): Conditions {
  return { ...viaS3(region), ...EncryptionContext.ofBucket(bucketArn, objectKeyPattern).toConditions() };
}
