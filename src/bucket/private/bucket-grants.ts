import { type aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { arnOf } from './bucket-arn';
import { grantOnKey, type KnownBucket } from './key-grant';
import { toNamedPrincipals } from '../../policy';

type Grantable = Parameters<typeof s3.BucketGrants.fromBucket>[0];
type Granting = 'actionsOnObjectKeys' | 'actionsOnBucketAndObjectKeys';

/**
 * The grants of the L2, with rights on the key that fit: through S3 only, for this bucket's objects, and for those
 * objects only that a grant is about.
 */
export function bucketGrants(bucket: KnownBucket): s3.BucketGrants {
  const grants = s3.BucketGrants.fromBucket(reachableFromEverywhere(bucket));
  narrowKeyRights(bucket, grants, 'actionsOnObjectKeys');
  narrowKeyRights(bucket, grants, 'actionsOnBucketAndObjectKeys');
  return toNamedPrincipals(bucket, grants);
}

/** Every grant of the L2 ends in one of two methods, which alone know the pattern of the objects. */
function narrowKeyRights(bucket: KnownBucket, grants: s3.BucketGrants, method: Granting): void {
  const grantOnBucket = grants[method].bind(grants);
  grants[method] = (grantee: iam.IGrantable, objectKeyPattern: string = '*', ...actions: string[]): iam.Grant => {
    const onBucket = actions.filter((action) => !action.startsWith('kms:'));
    const onKey = neededOnKey(onBucket, actions.filter((action) => action.startsWith('kms:')));
    const grant = onBucket.length > 0 ? grantOnBucket(grantee, objectKeyPattern, ...onBucket) : undefined;
    const keyGrant = onKey.length > 0 ? grantOnKey(bucket, grantee, onKey, objectKeyPattern) : undefined;
    if (grant && keyGrant) { return grant.combine(keyGrant); }
    return grant ?? keyGrant ?? grantOnBucket(grantee, objectKeyPattern);
  };
}

/**
 * The L2 asks for every way to encrypt. S3 calls `kms:Encrypt` and `kms:ReEncrypt*` only to change the encryption of
 * objects in place.
 */
function neededOnKey(onBucket: string[], onKey: string[]): string[] {
  if (!onKey.includes('kms:GenerateDataKey*') || onBucket.includes('s3:UpdateObjectEncryption')) { return onKey; }
  return onKey.filter((action) => action !== 'kms:Encrypt' && action !== 'kms:ReEncrypt*');
}

/** The bucket with an ARN that can be named in other Regions and accounts even if the bucket has no name of its own. */
function reachableFromEverywhere(bucket: KnownBucket): Grantable {
  const reachable = {
    with: bucket.with.bind(bucket),
    node: bucket.node,
    env: bucket.env,
    bucketRef: { bucketName: bucket.bucketName, bucketArn: arnOf(bucket) },
    disallowPublicAccess: true,
    grantOnKey: bucket.grantOnKey.bind(bucket),
    addToResourcePolicy: bucket.addToResourcePolicy.bind(bucket),
  };
  return reachable;
}
