import { type aws_s3 as s3, type interfaces, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { hasAcls, hasObjectLock, Versioning, versioningOf } from './bucket-traits';
import { messageOf, type Problem, refusal } from '../../cdk';
import type { SseAlgorithm } from '../../encryption';
import type { DefaultEncryption } from '../../keys';
import { bucketResource, declaredDefault, keyArn, knownDefault } from '../../policy';
import type { ObjectReencryptionProps } from '../object-reencryption-props';

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
  readonly versioning: Versioning;
  /** Whether the user states that the bucket never had versions. */
  readonly neverVersioned: boolean;
  /** Whether it has Object Lock; undefined where that is not known. */
  readonly objectLock: boolean | undefined;
  /** Whether ACLs count in it; undefined where that is not known. */
  readonly acls: boolean | undefined;
  /** The resource, if the bucket is one of the app's. */
  readonly resource?: s3.CfnBucket;
}

/**
 * @throws if the job could not run on the bucket, or its default encryption is not known
 */
export function reencryptedBucket(
  scope: Construct, { bucket, encryption, neverVersioned = false }: Pick<ObjectReencryptionProps, 'bucket' | 'encryption' | 'neverVersioned'>,
): ReencryptedBucket {
  assertSameEnvironment(scope, bucket);
  const resource = bucketResource(bucket);
  if (neverVersioned) { assertNotVersioned(scope, bucket.node.path, resource); }
  return {
    arn: resource?.attrArn ?? bucket.bucketRef.bucketArn,
    path: bucket.node.path,
    target: resource && knownDefault(resource).algorithm !== undefined
      ? declaredTarget(scope, resource, bucket.node.path, encryption)
      : statedTarget(scope, bucket.node.path, encryption),
    retains: resource?.objectLockConfiguration !== undefined && hasRetention(resource),
    versioning: versioningOf(resource),
    neverVersioned,
    objectLock: hasObjectLock(resource),
    acls: hasAcls(resource),
    resource,
  };
}

function declaredTarget(scope: Construct, resource: s3.CfnBucket, path: string, encryption?: DefaultEncryption): Target {
  if (encryption) {
    throw refusal(scope, `encryption is set, but bucket ${path} declares its own default encryption`,
      'leave encryption out, and change the default encryption of the bucket instead');
  }
  const { algorithm, keyArn: arn, bucketKeyEnabled } = declaredDefault(resource);
  return { algorithm, keyArn: arn, bucketKey: bucketKeyEnabled ?? false };
}

function statedTarget(scope: Construct, path: string, encryption?: DefaultEncryption): Target {
  if (!encryption) {
    throw refusal(scope, `the default encryption of bucket ${path} cannot be determined`,
      'set encryption, for example to DefaultEncryption.sseKms() with the key');
  }
  if (encryption.customerManagedKey && !encryption.key) {
    throw refusal(scope, `encryption has no key, but bucket ${path} encrypts with an existing key`,
      'specify that key, for example with kms.Key.fromKeyArn() and the full key ARN');
  }
  const key = encryption._bindKey(scope);
  return { algorithm: encryption.algorithm, keyArn: key && keyArn(key), bucketKey: encryption.bucketKeyEnabled };
}

/** A job runs in the account and Region of the objects, and CloudFormation starts it in those of the stack. */
function assertSameEnvironment(scope: Construct, { env, node }: interfaces.aws_s3.IBucketRef): void {
  const here = Stack.of(scope);
  const compared = [['account', here.account, env.account], ['Region', here.region, env.region]];
  for (const [what, mine, its] of compared) {
    if (Token.isUnresolved(mine) || Token.isUnresolved(its) || mine === its) { continue; }
    throw refusal(scope, `bucket ${node.path} is in ${what} ${its}, but the job would run in ${mine}`, `create the job in a stack in ${what} ${its}`);
  }
}

function hasRetention({ objectLockConfiguration: lock }: s3.CfnBucket): boolean {
  return !Token.isUnresolved(lock) && (lock as s3.CfnBucket.ObjectLockConfigurationProperty).rule !== undefined;
}

/** Also once the tree is complete: versioning may be turned on later, for example by a mixin. */
function assertNotVersioned(scope: Construct, path: string, bucket: s3.CfnBucket | undefined): void {
  const contradictions = (): Problem[] => {
    const versioning = versioningOf(bucket);
    return versioning === Versioning.UNKNOWN ? [] : [[
      `neverVersioned is true, but the versioning of bucket ${path} is ${versioning}, so the bucket might have noncurrent versions`,
      'omit neverVersioned; for copies, pass the report of a CSV inventory of current versions to ObjectSelection.listedIn()',
    ]];
  };
  const [now] = contradictions();
  if (now) { throw refusal(scope, ...now); }
  scope.node.addValidation({ validate: () => contradictions().map(messageOf) });
}
