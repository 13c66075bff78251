import { type aws_s3 as s3, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { refusal } from '../../cdk';
import { encryptionRule, owningBucket, unknownPart } from '../../policy';

/**
 * @throws if a bucket is known to have no versioning, without which S3 rejects replication
 */
export function assertVersioned(scope: IConstruct, bucket: s3.CfnBucket, role: string): void {
  const versioning = bucket.versioningConfiguration;
  if (Token.isUnresolved(versioning) || hasObjectLock(bucket)) { return; }
  const status = (versioning as s3.CfnBucket.VersioningConfigurationProperty | undefined)?.status;
  if (status === 'Enabled' || Token.isUnresolved(status)) { return; }
  throw refusal(scope, `bucket ${pathOf(bucket)} ${role}, but its versioning is ${status === undefined ? 'not enabled' : status}`,
    'set versioned of the bucket to true');
}

/** How messages call a bucket: by the path of the L2, if there is one. */
export function pathOf(bucket: s3.CfnBucket): string {
  return (owningBucket(bucket) ?? bucket).node.path;
}

/** Whether a bucket is known to have Object Lock, which brings versioning with it. */
export function hasObjectLock(bucket: s3.CfnBucket): boolean {
  return bucket.objectLockEnabled === true;
}

/** Whether a bucket is known to have no Object Lock. */
export function lacksObjectLock(bucket: s3.CfnBucket): boolean {
  return bucket.objectLockEnabled === undefined || bucket.objectLockEnabled === false;
}

/** Whether a bucket is known to say of SSE-C that it is blocked (`SSE-C`) or allowed (`NONE`). */
export function declaresSseC(bucket: s3.CfnBucket, saying: 'SSE-C' | 'NONE'): boolean {
  if (unknownPart(bucket)) { return false; }
  const blocked = encryptionRule(bucket).blockedEncryptionTypes as s3.CfnBucket.BlockedEncryptionTypesProperty | undefined;
  return Array.isArray(blocked?.encryptionType) && blocked.encryptionType.includes(saying);
}
