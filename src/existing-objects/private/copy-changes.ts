import { Versioning } from './bucket-traits';
import type { ReencryptedBucket } from './reencrypted-bucket';
import { LARGEST_COPY } from './reencryption-plan';
import { keptStorageClass } from './reencryption-request';
import type { SelectedObjects } from './selected-objects';
import { ObjectStorageClass } from '../object-storage-class';

/**
 * What a copy changes besides the encryption, as far as it applies to a bucket and the objects.
 *
 * The request names neither ACL nor Object Lock settings, metadata nor tags: S3 copies metadata and tags, and nothing else.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-copy-object.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html
 */
export function copyChanges(bucket: ReencryptedBucket, objects: SelectedObjects): string {
  return [
    'Each copy is a new object: its last-modified date is that of the copy, its ETag can differ, and lifecycle rules, replication rules and event '
      + 'notifications treat it as new.',
    ofVersions(bucket),
    'Metadata and tags are copied; website redirect locations aren\'t.',
    ofAcls(bucket.acls),
    ofObjectLock(bucket.objectLock),
    ofStorageClass(bucket, objects),
    failures(objects),
    'An object that is overwritten while S3 copies it can be replaced by the copy of its former content: pause uploads that overwrite objects.',
  ].filter((sentence) => sentence !== '').join(' ');
}

function ofVersions({ versioning, neverVersioned }: ReencryptedBucket): string {
  if (neverVersioned) { return 'The copy replaces the original.'; }
  const kept = 'noncurrent versions keep their former encryption and are billed until they are deleted.';
  switch (versioning) {
    case Versioning.ENABLED: return `The copy becomes the current version, with another version ID, and the original becomes a noncurrent version: ${kept}`;
    case Versioning.SUSPENDED: return `The copy becomes the current version, with the version ID null, and replaces an original that has the same version ID: ${kept}`;
    case Versioning.UNKNOWN: return `The copy becomes the current version. If the bucket has versions, ${kept}`;
  }
}

function ofAcls(enabled: boolean | undefined): string {
  if (enabled === false) { return ''; }
  return `${enabled ? 'The' : 'If ACLs are enabled, the'} ACL of each copy is private: grants in the ACL of the original are lost.`;
}

function ofObjectLock(enabled: boolean | undefined): string {
  if (enabled === false) { return ''; }
  return `${enabled ? 'Retention' : 'If Object Lock is enabled, retention'} periods and legal holds aren't copied: a copy has the default retention of the bucket, `
    + 'if the bucket has one, and otherwise isn\'t locked.';
}

function ofStorageClass({ neverVersioned }: ReencryptedBucket, objects: SelectedObjects): string {
  if (keptStorageClass(objects) !== undefined) { return ''; }
  return `Copies of objects in other storage classes are S3 Standard${neverVersioned ? ', unless ObjectSelection.matching() specifies exactly one storage class' : ''}.`;
}

function failures({ matching, report }: SelectedObjects): string {
  const { smallerThan, storageClasses = Object.values(ObjectStorageClass) } = matching ?? {};
  const failing = [
    ...smallerThan && smallerThan.toBytes() <= LARGEST_COPY ? [] : ['are larger than 5 GB'],
    ...storageClasses.includes(ObjectStorageClass.GLACIER) || storageClasses.includes(ObjectStorageClass.INTELLIGENT_TIERING) ? ['are archived'] : [],
    ...report ? ['use SSE-C', 'were deleted after they were listed'] : [],
  ];
  return failing.length === 0 ? '' : `Copies fail for objects that ${failing.join(', or ')}. The completion report lists them.`;
}
