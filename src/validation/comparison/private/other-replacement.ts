import { sameFixed } from './names';
import type { Pair } from './paired-resources';
import { type Replacement, replacementChange, replacementOf } from './replacement';
import { type Fate, fateOf } from './retention';
import type { InOneUpdate } from './root-stacks';
import { isAbsent, type Resource, Ternary, Text, textOf, Unknown, type Value } from '../../../template';
import { accountOf, FileSystem, KindBucket, partitionOfResource, regionOf, VectorIndex } from '../../posture';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** A directory, table or vector bucket, an index of the latter, or a file system. */
export type Encrypted = KindBucket | VectorIndex | FileSystem;

/** Whether CloudFormation creates a new one, also because the bucket of an index or of a file system is replaced. */
export function replacementOfOther({ before, after }: Required<Pair<Encrypted>>, inOneUpdate: InOneUpdate): Replacement | undefined {
  if (before instanceof KindBucket || after instanceof KindBucket) { return replacementOf({ before, after }, inOneUpdate); }
  const ofBucket = before.bucket && after.bucket && replacementOf({ before: before.bucket, after: after.bucket }, inOneUpdate);
  const isSameBucket = before.bucket && after.bucket ? sameAfter(ofBucket) : sameBucketElsewhere(before, after);
  const own = replacementOf({ before, after }, inOneUpdate, { properties: BUCKET_PROPERTIES, isSame: isSameBucket });
  if (ofBucket === undefined || isSameBucket === Ternary.YES) { return own; }
  const isCertain = isSameBucket === Ternary.NO;
  if (own && (own.isCertain || !isCertain)) { return own; }
  return {
    cause: `its bucket ${after.bucket!.resource.logicalId} ${isCertain ? 'is' : 'may be'} replaced`,
    fate: own?.fate ?? fateOf(after.resource.updateReplacePolicy),
    isCertain,
    // In another bucket no name is taken.
    nameTaken: Ternary.NO,
  };
}

/** The properties of an index or of a file system that name its bucket. */
const BUCKET_PROPERTIES = ['Bucket', 'VectorBucketArn', 'VectorBucketName'];

/** Whether there is the same bucket after its replacement: nothing is replaced if the update fails. */
function sameAfter(replacement: Replacement | undefined): Ternary {
  if (replacement === undefined || replacement.nameTaken === Ternary.YES) { return Ternary.YES; }
  return replacement.isCertain && replacement.nameTaken === Ternary.NO ? Ternary.NO : Ternary.UNKNOWN;
}

/** Whether two have the same bucket, if the app doesn't have it on both sides. */
function sameBucketElsewhere(before: VectorIndex | FileSystem, after: VectorIndex | FileSystem): Ternary {
  const isSameStack = before.resource.template === after.resource.template;
  const [former, present] = [bucketArnOf(before, isSameStack ? after.resource : before.resource), bucketArnOf(after, after.resource)];
  return sameFixed(former, present);
}

/** The ARN of the bucket, however it is named. */
function bucketArnOf({ bucket, resource }: VectorIndex | FileSystem, place: Resource): Value | undefined {
  const name = resource.read('VectorBucketName');
  if (bucket || isAbsent(name)) { return bucket?.arn ?? resource.read('VectorBucketArn') ?? resource.read('Bucket'); }
  const text = textOf(name);
  return text === undefined
    ? new Unknown('the name of the bucket is not known')
    : Text.of('arn:', partitionOfResource(place), ':s3vectors:', regionOf(place), ':', accountOf(place), ':bucket/', text);
}

/** What becomes of one that a stack no longer has. */
export function consequenceFor(one: Encrypted, fate: Fate, which: 'the' | 'the existing'): string {
  const what = `${which} ${one.title}`;
  switch (fate) {
    case 'unknown': return `It is not known whether CloudFormation deletes ${what}.`;
    case 'retained': return `CloudFormation retains ${what}, and no longer manages it.`;
    case 'deleted': return `CloudFormation deletes ${what}${deletion(one)}.`;
  }
}

/**
 * What AWS documents of a deletion.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-vectors-index-delete.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-file-systems-deleting.html
 */
function deletion(one: Encrypted): string {
  if (one instanceof VectorIndex) { return ' with all its vectors'; }
  return one instanceof FileSystem
    ? ', which fails if it has changes that are not synchronized with its bucket, or mount targets or access points that are not deleted'
    : ', which fails if it is not empty';
}

/** What reports say of a replacement. What a file system shows is in its bucket. */
export function otherReplacementChange(one: Encrypted, replacement: Replacement): Omit<Change, 'subject'> {
  const { title } = one;
  return replacementChange(replacement, {
    title,
    ...one instanceof FileSystem ? { successor: 'a new file system', effect: Effect.OTHER } : { successor: `a new, empty ${title}`, effect: Effect.WEAKER },
    consequence: consequenceFor(one, replacement.fate, 'the existing'),
  });
}
