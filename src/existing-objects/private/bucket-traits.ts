import { aws_s3 as s3, Token } from 'aws-cdk-lib';
import { overridesOf } from '../../cdk';

/**
 * What is known of the versions of a bucket. A template without versioning does not say that there were never any: it may
 * have been removed from the template, or turned on by somebody else.
 */
export enum Versioning {
  ENABLED = 'Enabled',
  SUSPENDED = 'Suspended',
  UNKNOWN = 'unknown',
}

/** Object Lock brings versioning with it. */
export function versioningOf(bucket: s3.CfnBucket | undefined): Versioning {
  if (!bucket) { return Versioning.UNKNOWN; }
  if (hasObjectLock(bucket)) { return Versioning.ENABLED; }
  const { versioningConfiguration: versioning } = bucket;
  const { status } = (Token.isUnresolved(versioning) ? {} : versioning ?? {}) as Partial<s3.CfnBucket.VersioningConfigurationProperty>;
  const written = overridden(bucket).VersioningConfiguration?.Status ?? status;
  return [Versioning.ENABLED, Versioning.SUSPENDED].find((known) => known === written) ?? Versioning.UNKNOWN;
}

/** What property overrides say of versions; the template has it in the place of the property. */
function overridden(bucket: s3.CfnBucket): { VersioningConfiguration?: { Status?: unknown } } {
  return (overridesOf(bucket).Properties ?? {}) as { VersioningConfiguration?: { Status?: unknown } };
}

/** Whether a bucket has Object Lock; undefined where that is not known. */
export function hasObjectLock(bucket: s3.CfnBucket | undefined): boolean | undefined {
  if (!bucket || Token.isUnresolved(bucket.objectLockEnabled)) { return undefined; }
  return Boolean(bucket.objectLockEnabled);
}

/**
 * Whether ACLs count in a bucket; undefined where that is not known. They do in buckets from before April 2023 whose
 * ownership nobody has set.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
 */
export function hasAcls(bucket: s3.CfnBucket | undefined): boolean | undefined {
  const controls = bucket?.ownershipControls;
  const rules = controls === undefined || Token.isUnresolved(controls) ? undefined : (controls as s3.CfnBucket.OwnershipControlsProperty).rules;
  const [rule] = rules === undefined || Token.isUnresolved(rules) ? [] : rules as s3.CfnBucket.OwnershipControlsRuleProperty[];
  const ownership = rule === undefined || Token.isUnresolved(rule) ? undefined : rule.objectOwnership;
  return ownership === undefined || Token.isUnresolved(ownership) ? undefined : ownership !== s3.ObjectOwnership.BUCKET_OWNER_ENFORCED;
}
