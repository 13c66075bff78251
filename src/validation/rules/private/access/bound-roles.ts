import { memo, type Resource, Text, textOf, type Value } from '../../../../template';
import type { Bucket, Posture } from '../../../posture';
import { bucketPart } from '../bucket-arns';

const SCHEME = 's3://';

/**
 * The roles of the app that AWS assumes to use particular buckets: those of S3 Files file systems, and of locations of S3 Access Grants. A
 * statement that allows them objects by a wildcard is about these buckets, too.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-files-prereq-policies.html
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-location.html
 */
export const boundRoles = memo((posture: Posture): ReadonlyMap<Resource, ReadonlySet<Bucket>> => {
  const roles = new Map<Resource, Set<Bucket>>();
  for (const [arn, from, bucket] of [...ofFileSystems(posture), ...ofLocations(posture)]) {
    const role = posture.roleAt(arn, from)?.resource;
    if (role && bucket) { roles.set(role, (roles.get(role) ?? new Set()).add(bucket)); }
  }
  return roles;
});

type Bound = readonly [roleArn: Value | undefined, from: Resource, bucket: Bucket | undefined];

function* ofFileSystems({ fileSystems }: Posture): Iterable<Bound> {
  for (const { roleArn, resource, bucket } of fileSystems) { yield [roleArn, resource, bucket]; }
}

/** A location is a bucket or a part of one, or the whole Region: then the grants say which buckets are meant. */
function* ofLocations(posture: Posture): Iterable<Bound> {
  for (const location of posture.ofType('AWS::S3::AccessGrantsLocation')) {
    const [roleArn, scope] = [location.read('IamRoleArn'), withoutScheme(location.read('LocationScope'))];
    if (scope === undefined) { continue; }
    if (scope !== '') {
      yield [roleArn, location, bucketNamed(posture, scope, location)];
      continue;
    }
    for (const grant of posture.ofType('AWS::S3::AccessGrant')) {
      if (grant.referredTo(['AccessGrantsLocationId']) !== location && grant.read('AccessGrantsLocationId') !== 'default') { continue; }
      const prefix = textOf(grant.read('AccessGrantsLocationConfiguration', 'S3SubPrefix'));
      if (prefix !== undefined) { yield [roleArn, location, bucketNamed(posture, prefix, grant)]; }
    }
  }
}

/** What an S3 URI names: nothing of it for the whole Region. */
function withoutScheme(uri: Value | undefined): string | Text | undefined {
  const text = textOf(uri);
  const [first, ...others] = text instanceof Text ? text.parts : [text ?? ''];
  return typeof first === 'string' && first.startsWith(SCHEME) ? Text.of(first.slice(SCHEME.length), ...others) : undefined;
}

function bucketNamed(posture: Posture, path: string | Text, from: Resource): Bucket | undefined {
  return posture.bucketAt(bucketPart(path), from);
}
