import { type aws_s3 as s3, type interfaces, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DefaultEncryption, SseAlgorithm } from '../../encryption';
import { bucketResource, declaredDefault, keyArn, knownDefault } from '../../policy';

/** How objects shall be encrypted: as the bucket encrypts by default. */
export interface Target {
  readonly algorithm: SseAlgorithm;
  /** The full ARN of the customer managed key; undefined for SSE-S3 and for the AWS managed key. */
  readonly keyArn?: string;
  readonly bucketKey: boolean;
}

/** A bucket whose objects are to be encrypted otherwise, and what of it matters for that. */
export interface ReencryptedBucket {
  readonly arn: string;
  readonly path: string;
  readonly target: Target;
  /** Whether Object Lock is known to retain each object of the bucket. */
  readonly retains: boolean;
  /** Whether the bucket is known to have no versions. */
  readonly unversioned: boolean;
}

/**
 * @throws if the job could not run on the bucket, or its default encryption is not known
 */
export function reencryptedBucket(
  scope: Construct, bucket: interfaces.aws_s3.IBucketRef, encryption: DefaultEncryption | undefined,
): ReencryptedBucket {
  assertSamePlace(scope, bucket);
  const resource = bucketResource(bucket);
  return {
    arn: resource?.attrArn ?? bucket.bucketRef.bucketArn,
    path: bucket.node.path,
    target: resource && knownDefault(resource).algorithm !== undefined
      ? declaredTarget(scope, resource, bucket.node.path, encryption)
      : statedTarget(scope, bucket.node.path, encryption),
    retains: resource?.objectLockConfiguration !== undefined && hasRetention(resource),
    unversioned: resource !== undefined && isUnversioned(resource),
  };
}

function declaredTarget(scope: Construct, resource: s3.CfnBucket, path: string, encryption?: DefaultEncryption): Target {
  if (encryption) {
    throw new Error(`${scope.node.path}: encryption is given, but bucket ${path} says by itself how it encrypts by default. `
      + 'Fix: leave encryption out, and change the default encryption of the bucket instead.');
  }
  const { algorithm, keyArn: arn, bucketKeyEnabled } = declaredDefault(resource);
  return { algorithm, keyArn: arn, bucketKey: bucketKeyEnabled ?? false };
}

function statedTarget(scope: Construct, path: string, encryption?: DefaultEncryption): Target {
  if (!encryption) {
    throw new Error(`${scope.node.path}: cannot tell how bucket ${path} encrypts by default. `
      + 'Fix: say it, for example with encryption: DefaultEncryption.sseKms({ key }).');
  }
  if (encryption.customerManagedKey && !encryption.key) {
    throw new Error(`${scope.node.path}: encryption has no key, and bucket ${path} encrypts with one that exists. `
      + 'Fix: name it, for example with kms.Key.fromKeyArn() and the full key ARN.');
  }
  const key = encryption._bindKey(scope);
  return { algorithm: encryption.algorithm, keyArn: key && keyArn(key), bucketKey: encryption.bucketKeyEnabled };
}

/** A job runs in the account and Region of the objects, and CloudFormation starts it in those of the stack. */
function assertSamePlace(scope: Construct, { env, node }: interfaces.aws_s3.IBucketRef): void {
  const here = Stack.of(scope);
  const places = [['account', here.account, env.account], ['Region', here.region, env.region]];
  for (const [what, mine, its] of places) {
    if (Token.isUnresolved(mine) || Token.isUnresolved(its) || mine === its) { continue; }
    throw new Error(`${scope.node.path}: bucket ${node.path} is in ${what} ${its}, and the job would run in ${mine}. `
      + `Fix: make the job in a stack of ${what} ${its}.`);
  }
}

function hasRetention({ objectLockConfiguration: lock }: s3.CfnBucket): boolean {
  return !Token.isUnresolved(lock) && (lock as s3.CfnBucket.ObjectLockConfigurationProperty).rule !== undefined;
}

function isUnversioned({ versioningConfiguration: versioning, objectLockEnabled }: s3.CfnBucket): boolean {
  return versioning === undefined && (objectLockEnabled === undefined || objectLockEnabled === false);
}
