import type { Pair } from './paired-resources';
import { type Replacement, replacementChange, replacementOf } from './replacement';
import { type Fate, fateOf } from './retention';
import { Ternary } from '../../../template';
import { FileSystem, KindBucket, VectorIndex } from '../../posture';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** A directory, table or vector bucket, an index of the latter, or a file system. */
export type Encrypted = KindBucket | VectorIndex | FileSystem;

/** Whether CloudFormation creates a new one, also because the bucket of an index or of a file system is replaced. */
export function replacementOfOther({ before, after }: Required<Pair<Encrypted>>): Replacement | undefined {
  const ofBucket = bucketReplacement(before, after);
  const own = replacementOf({ before, after });
  // In another bucket no name is taken.
  return ofBucket === undefined ? own : {
    ...own ?? { cause: `its bucket ${ofBucket.logicalId} is replaced`, fate: fateOf(after.resource.updateReplacePolicy), isCertain: ofBucket.isCertain },
    nameTaken: Ternary.NO,
  };
}

/** The same of the bucket that an index or a file system belongs to. */
function bucketReplacement(before: Encrypted, after: Encrypted): Pick<Replacement, 'isCertain'> & { readonly logicalId: string } | undefined {
  if (before instanceof KindBucket || after instanceof KindBucket || !before.bucket || !after.bucket) { return undefined; }
  const found = replacementOf({ before: before.bucket, after: after.bucket });
  return found && found.nameTaken !== Ternary.YES ? { isCertain: found.isCertain, logicalId: after.bucket.resource.logicalId } : undefined;
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
