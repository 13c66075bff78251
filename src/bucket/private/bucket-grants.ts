import { type aws_iam as iam, aws_s3 as s3 } from 'aws-cdk-lib';
import { arnAcrossAccounts, arnOf, isAcrossAccounts } from './bucket-arn';
import { grantOnKey, type KnownBucket } from './key-grant';
import { grantsByArn, limitRolePolicies, overrideGrants } from '../../cdk';
import { toNamedPrincipals } from '../../policy';

/**
 * The grants of `s3.Bucket`, with the matching permissions for the key: through S3 only, for this bucket's objects, and for those
 * objects only that a grant is about.
 */
export function bucketGrants(bucket: KnownBucket): s3.BucketGrants {
  const grants = grantsByArn(bucket, arnOf(bucket));
  narrowKeyRights(bucket, grants);
  return toNamedPrincipals(bucket, grants);
}

/** Here, and no later, the pattern of the objects is known. */
function narrowKeyRights(bucket: KnownBucket, grants: s3.BucketGrants): void {
  overrideGrants(grants, (inAccount, method) => (grantee: iam.IGrantable, objectKeyPattern: string = '*', ...actions: string[]): iam.Grant => {
    limitRolePolicies(grantee);
    const grantOnBucket: typeof inAccount = (...rest) => (
      isAcrossAccounts(bucket, grantee) ? grantsByArn(bucket, arnAcrossAccounts(bucket))[method](...rest) : inAccount(...rest)
    );
    const onBucket = actions.filter((action) => !action.startsWith('kms:'));
    const onKey = neededOnKey(onBucket, actions.filter((action) => action.startsWith('kms:')));
    const grant = onBucket.length > 0 ? grantOnBucket(grantee, objectKeyPattern, ...onBucket) : undefined;
    const keyGrant = onKey.length > 0 ? grantOnKey(bucket, grantee, onKey, objectKeyPattern) : undefined;
    if (grant && keyGrant) { return grant.combine(keyGrant); }
    return grant ?? keyGrant ?? grantOnBucket(grantee, objectKeyPattern);
  });
}

/**
 * The L2 asks for every way to encrypt. S3 calls `kms:Encrypt` and `kms:ReEncrypt*` only to change the encryption of
 * objects in place.
 */
function neededOnKey(onBucket: string[], onKey: string[]): string[] {
  if (!onKey.includes('kms:GenerateDataKey*') || onBucket.includes('s3:UpdateObjectEncryption')) { return onKey; }
  return onKey.filter((action) => action !== 'kms:Encrypt' && action !== 'kms:ReEncrypt*');
}
