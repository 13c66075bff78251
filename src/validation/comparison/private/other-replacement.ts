import type { Pair } from './paired-resources';
import { type Replacement, replacementOf } from './replacement';
import { type Fate, fateOf } from './retention';
import { isTold } from './values';
import { valueIdentity } from '../../../policy-evaluation';
import { isAbsent, Ternary } from '../../../template';
import { FileSystem, KindBucket, VectorIndex } from '../../posture';
import { Effect } from '../effect';
import type { Change } from '../posture-diff';

/** A directory, table or vector bucket, an index of the latter, or a file system. */
export type Encrypted = KindBucket | VectorIndex | FileSystem;

/** The properties with the names, which are unique; a file system has none. */
const NAMES: { readonly [type: string]: string | undefined } = {
  'AWS::S3Express::DirectoryBucket': 'BucketName',
  'AWS::S3Tables::TableBucket': 'TableBucketName',
  'AWS::S3Vectors::VectorBucket': 'VectorBucketName',
  'AWS::S3Vectors::Index': 'IndexName',
};

/** The replacement of something else than a general purpose bucket or a key. */
export interface OtherReplacement extends Replacement {
  /** Whether the new one has the name of the existing one: CloudFormation creates it first, which then fails. */
  readonly nameTaken: Ternary;
}

/** Whether CloudFormation creates a new one, also because the bucket of an index or of a file system is replaced. */
export function replacementOfOther({ before, after }: Required<Pair<Encrypted>>): OtherReplacement | undefined {
  const ofBucket = bucketReplacement(before, after);
  const own = replacementOf({ before, after }) ?? (ofBucket && {
    cause: `its bucket ${ofBucket.logicalId} is replaced`, fate: fateOf(after.resource.updateReplacePolicy), isCertain: ofBucket.isCertain,
  });
  return own && { ...own, nameTaken: ofBucket ? Ternary.NO : nameTaken(before, after) };
}

/** The same of the bucket that an index or a file system belongs to. */
function bucketReplacement(before: Encrypted, after: Encrypted): Pick<Replacement, 'isCertain'> & { readonly logicalId: string } | undefined {
  if (before instanceof KindBucket || after instanceof KindBucket || !before.bucket || !after.bucket) { return undefined; }
  const [former, present] = [before.bucket, after.bucket];
  const found = former instanceof KindBucket && present instanceof KindBucket
    ? replacementOfOther({ before: former, after: present }) : replacementOf({ before: former, after: present });
  const fails = found && 'nameTaken' in found && found.nameTaken === Ternary.YES;
  return found && !fails ? { isCertain: found.isCertain, logicalId: present.resource.logicalId } : undefined;
}

function nameTaken({ resource: before }: Encrypted, { resource: after }: Encrypted): Ternary {
  const property = NAMES[after.type];
  if (property === undefined || before.template !== after.template) { return Ternary.NO; }
  const [former, present] = [before.read(property), after.read(property)];
  if (isAbsent(present) || valueIdentity(former) !== valueIdentity(present)) { return Ternary.NO; }
  const bucketOf = (resource: typeof after) => valueIdentity([resource.read('VectorBucketArn') ?? null, resource.read('VectorBucketName') ?? null]);
  if (after.type === 'AWS::S3Vectors::Index' && bucketOf(before) !== bucketOf(after)) { return Ternary.NO; }
  return isTold(present) ? Ternary.YES : Ternary.UNKNOWN;
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

// docs/decisions/0104
/** What reports say of a replacement. What a file system shows is in its bucket, and nothing is lost if an update fails. */
export function otherReplacementChange(one: Encrypted, { cause, fate, isCertain, nameTaken: taken }: OtherReplacement): Omit<Change, 'subject'> {
  const change = { aspect: 'replacement', before: fate } as const;
  if (taken === Ternary.YES) {
    return {
      ...change,
      effect: Effect.OTHER,
      before: null,
      after: isCertain ? 'update fails' : 'update may fail',
      note: `${cause.charAt(0).toUpperCase()}${cause.slice(1)}, and the name of the ${one.title} is taken.`,
    };
  }
  const isSure = isCertain && taken === Ternary.NO;
  const what = one instanceof FileSystem ? 'a new file system' : `a new, empty ${one.title}`;
  return {
    ...change,
    effect: !isSure ? Effect.UNDETERMINED : one instanceof FileSystem ? Effect.OTHER : Effect.WEAKER,
    after: isSure ? 'replaced' : 'may be replaced',
    note: `CloudFormation ${isSure ? 'creates' : 'may create'} ${what}, because ${cause}. ${taken === Ternary.NO ? '' : 'The update fails if its name is taken. '}`
      + consequenceFor(one, fate, 'the existing'),
  };
}
