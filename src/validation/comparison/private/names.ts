import { sameOption, sameValue } from './same-values';
import { isNameOfResource } from '../../../policy-evaluation';
import { ABSENT, all, isAbsent, NameHole, optionsOf, type Resource, Ternary, Text, textOf, Unknown, type Value } from '../../../template';
import { accountOf, partitionOfResource, regionOf } from '../../posture';

/**
 * The properties with names that another resource cannot have at the same time. A primary key has one replica in each Region.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
 */
const NAMES: { readonly [type: string]: readonly string[] | undefined } = {
  'AWS::KMS::ReplicaKey': ['PrimaryKeyArn'],
  'AWS::S3::Bucket': ['BucketName', 'BucketNamePrefix'],
  'AWS::S3Express::DirectoryBucket': ['BucketName'],
  'AWS::S3Tables::TableBucket': ['TableBucketName'],
  'AWS::S3Vectors::VectorBucket': ['VectorBucketName'],
  'AWS::S3Vectors::Index': ['IndexName'],
};

export function namePropertiesOf({ type }: Resource): readonly string[] {
  return NAMES[type] ?? [];
}

/**
 * Whether a resource surely has the explicit name of another one. CloudFormation generates no name that there is.
 *
 * @param isSameStack Whether both are of one stack; what is known of its account and Region then holds for both
 */
export function sameName(before: Resource, after: Resource, isSameStack: boolean): Ternary {
  const sides = [namesOf(before, isSameStack ? after : before), namesOf(after, after)];
  const [former, present] = sides.map((names) => names.filter((name) => !isAbsent(name)));
  if (former.length === 0 || present.length === 0) { return Ternary.NO; }
  const answer = former.length === 1 && present.length === 1 ? sameFixed(former[0], present[0]) : sameOption(former, present);
  return answer === Ternary.YES && !(isSurelyNamed(before) && isSurelyNamed(after)) ? Ternary.UNKNOWN : answer;
}

/** Whether no condition leaves its name to CloudFormation. */
function isSurelyNamed(resource: Resource): boolean {
  return namePropertiesOf(resource).some((property) => !optionsOf(resource.read(property) ?? ABSENT).some(isAbsent));
}

/** All that a resource can be named; nothing where CloudFormation generates the name. */
function namesOf(resource: Resource, place: Resource): readonly Value[] {
  return namePropertiesOf(resource).flatMap((property) => {
    const options = optionsOf(resource.read(property) ?? ABSENT);
    return property === 'BucketNamePrefix' ? options.map((prefix) => nameWith(prefix, resource, place)) : options;
  });
}

/** @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html */
function nameWith(prefix: Value, bucket: Resource, place: Resource): Value {
  if (isAbsent(prefix)) { return ABSENT; }
  const text = textOf(prefix);
  return text === undefined || bucket.read('BucketNamespace') !== 'account-regional'
    ? new Unknown('it is not known what is appended to the prefix')
    : Text.of(text, '-', accountOf(place), '-', regionOf(place), '-an');
}

/** Whether two names are the same at every deployment. */
export function sameFixed(before: Value | undefined, after: Value | undefined): Ternary {
  const answer = sameValue(before, after);
  return answer === Ternary.YES && !isFixed(after) ? Ternary.UNKNOWN : answer;
}

/** Whether a text is the same at each deployment of one stack: nothing is handed in, and no other resource has a say. */
function isFixed(name: Value | undefined): boolean {
  return !(name instanceof Text) || name.parts.every((part) => typeof part === 'string' || (part instanceof NameHole && !isNameOfResource(part)));
}

/**
 * Whether two resources are where names are unique: in one partition for general purpose buckets, in one Region for directory buckets, whose
 * names have their Zone in them, and in one account and Region for all else.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/directory-bucket-naming-rules.html
 */
export function samePlaceOfNames(before: Resource, after: Resource): Ternary {
  if (after.type === 'AWS::S3::Bucket') { return sameValue(partitionOfResource(before), partitionOfResource(after)); }
  const isSameRegion = sameValue(regionOf(before), regionOf(after));
  return after.type === 'AWS::S3Express::DirectoryBucket' ? isSameRegion : all([sameValue(accountOf(before), accountOf(after)), isSameRegion]);
}
