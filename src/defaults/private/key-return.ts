import { aws_iam as iam, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BucketUses } from './bucket-uses';
import { isKeyOfStack } from './injection';
import { keyResource, removeOwnKey, removeStatements, setEncryptionKey } from '../../cdk';
import { S3_ACCESS_LOGS } from '../../services';

/** The element of a template that refers to the key that was made for one bucket alone, apart from the bucket. */
export function referrerToOwnKey(bucket: s3.CfnBucket, owner: s3.Bucket, uses: BucketUses): IConstruct | undefined {
  const key = owner.encryptionKey;
  const resource = key?.node.scope === owner ? keyResource(key) : undefined;
  return key && resource && uses.referrersTo(resource, key).find((one) => one !== bucket);
}

/**
 * Takes from a bucket the key that it was given, and what was allowed for it alone: `s3.Bucket` allows the log delivery of S3 to use the key of a
 * target of logs.
 */
export function returnKey(owner: s3.Bucket, uses: BucketUses): void {
  const key = owner.encryptionKey;
  if (key === undefined) { return; }
  if (key.node.scope === owner) {
    removeOwnKey(owner);
    return;
  }
  const resource = keyResource(key);
  removeUnusedKey(owner, uses);
  setEncryptionKey(owner, undefined);
  if (!resource || uses.targetsWithKey(resource).length > 0) { return; }
  const { keyPolicy } = resource;
  if (keyPolicy instanceof iam.PolicyDocument) { removeStatements(keyPolicy, isGrantToLogDelivery); }
}

/** Removes a key that was made for the defaults, if nothing refers to it any more: the author has chosen another encryption since. */
export function removeUnusedKey(owner: s3.Bucket, uses: BucketUses): void {
  const key = owner.encryptionKey;
  const resource = key && keyResource(key);
  if (!resource || uses.referrersTo(resource, key).length > 0) { return; }
  if (key.node.scope === owner) {
    removeOwnKey(owner);
  } else if (isKeyOfStack(key)) {
    setEncryptionKey(owner, undefined);
    key.node.scope!.node.tryRemoveChild(key.node.id);
  }
}

/** As CDK writes it: without conditions. */
function isGrantToLogDelivery({ principals, hasPrincipal, conditions, effect }: iam.PolicyStatement): boolean {
  const services = principals.map((principal) => (principal as Partial<iam.ServicePrincipal>).service);
  return hasPrincipal && effect === iam.Effect.ALLOW && Object.keys(conditions as object).length === 0
    && services.every((one) => one === S3_ACCESS_LOGS.principal);
}
