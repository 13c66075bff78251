import type { ReencryptedBucket } from './reencrypted-bucket';
import type { Plan } from './reencryption-plan';
import type { ListedReport, SelectedObjects } from './selected-objects';
import type { MatchingObjectsOptions } from '../object-selection';
import { ReencryptionMethod } from '../reencryption-method';

/** What is done to each object, in the words of the API. */
export function operationOf({ arn, target }: ReencryptedBucket, objects: SelectedObjects, { method }: Plan): { [operation: string]: object } {
  if (method === ReencryptionMethod.UPDATE_IN_PLACE) {
    return { S3UpdateObjectEncryption: { ObjectEncryption: { SSEKMS: { KMSKeyArn: target.keyArn, BucketKeyEnabled: target.bucketKey } } } };
  }
  // To name an encryption is to replace the metadata of all objects; a copy that names none gets the bucket's default.
  return { S3PutObjectCopy: { TargetResource: arn, StorageClass: keptStorageClass(objects) } };
}

/** How S3 finds the objects. */
export function generatorOf({ arn }: ReencryptedBucket, matching: MatchingObjectsOptions, { encryptedWith }: Plan): object {
  return { SourceBucket: arn, EnableManifestOutput: false, Filter: filterOf(matching, encryptedWith) };
}

/** Which objects are listed. */
export function manifestOf({ bucket, manifestObjectKey, manifestEtag }: ListedReport): object {
  return {
    Spec: { Format: 'S3InventoryReport_CSV_20161130' },
    Location: { ObjectArn: bucket.arnForObjects(manifestObjectKey), ETag: manifestEtag },
  };
}

function filterOf(matching: MatchingObjectsOptions, encryptedWith: Plan['encryptedWith']): object {
  const { prefix, suffix, createdAfter, createdBefore, largerThan, smallerThan, storageClasses } = matching;
  return {
    MatchAnyObjectEncryption: encryptedWith.map(({ _filter: filter }) => filter),
    KeyNameConstraint: prefix === undefined && suffix === undefined ? undefined : {
      MatchAnyPrefix: prefix === undefined ? undefined : [prefix],
      MatchAnySuffix: suffix === undefined ? undefined : [suffix],
    },
    CreatedAfter: createdAfter?.toISOString(),
    CreatedBefore: createdBefore?.toISOString(),
    ObjectSizeGreaterThanBytes: largerThan?.toBytes(),
    ObjectSizeLessThanBytes: smallerThan?.toBytes(),
    MatchAnyStorageClass: storageClasses,
  };
}

/** Copies are S3 Standard unless a storage class is named, and one job can name one. */
export function keptStorageClass({ matching }: SelectedObjects): string | undefined {
  const { storageClasses = [] } = matching ?? {};
  return storageClasses.length === 1 ? storageClasses[0] : undefined;
}
