import { Annotations, type aws_kms as kms, type aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { BoundDestination, ReplicaKey, Replicating } from './bound-destination';
import { areAcrossAccounts, seenFrom } from './environments';
import { assertVersioned, lacksObjectLock, pathOf, declaresSseC } from './traits';
import { refusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { awsManagedAlias } from '../../encryption/internal';
import { DefaultEncryption } from '../../keys';
import { acceptedKeysOf, arnsBeside, bucketResource, keysWithoutContext, knownDefault, keyArn } from '../../policy';

/** From the weakest to the strongest. */
const STRENGTH = [SseAlgorithm.SSE_S3, SseAlgorithm.SSE_KMS, SseAlgorithm.DSSE_KMS];

/** A bucket of the app as destination. */
export function bindBucket(replicating: Replicating, bucket: IConstruct, given?: kms.IKey): BoundDestination {
  const { scope, source } = replicating;
  const resource = bucketResource(bucket);
  if (!resource) {
    throw refusal(scope, `bucket ${bucket.node.path} is imported, so its configuration is unknown`,
      'specify it with ReplicationDestination.fromAttributes()');
  }
  if (resource === source.resource) {
    throw refusal(scope, `bucket ${source.path} cannot be replicated to itself`, 'use another bucket as the destination');
  }
  assertVersioned(scope, resource, 'is a destination of replication');
  assertObjectLock(replicating, resource);
  const acrossAccounts = areAcrossAccounts(scope, source.resource, resource);
  const own = replicaKeyOf(replicating, resource, acrossAccounts, given);
  warn(replicating, resource);
  const { account, region } = Stack.of(resource);
  return {
    name: pathOf(resource),
    identity: identityOf(resource),
    resource,
    region,
    account: acrossAccounts ? account : undefined,
    bucketArn: seenFrom(scope, resource.attrArn),
    replicaKey: own && { ...own, arn: seenFrom(scope, own.arn) },
    ownKeyArn: own?.arn,
    acceptedKeys: (own ? arnsBeside(resource, [own.arn], keysWithoutContext(acceptedKeysOf(resource))) : [])
      .map((ownArn) => ({ ownArn, arn: seenFrom(scope, ownArn) })),
  };
}

/** Its name, if it is written out: the bucket may be named by its ARN too. Paths have a slash, names have none. */
function identityOf({ bucketName, node }: s3.CfnBucket): string {
  return bucketName === undefined || Token.isUnresolved(bucketName) ? node.path : bucketName;
}

function assertObjectLock({ scope, source }: Replicating, destination: s3.CfnBucket): void {
  if (!source.objectLock || !lacksObjectLock(destination)) { return; }
  throw refusal(scope, `bucket ${source.path} has Object Lock, but its destination ${pathOf(destination)} doesn't`,
    'set objectLockEnabled of the destination to true');
}

/** Replicas of KMS objects are encrypted with a KMS key, whatever the destination's default is. */
function replicaKeyOf(replicating: Replicating, destination: s3.CfnBucket, acrossAccounts: boolean, given?: kms.IKey): ReplicaKey | undefined {
  const { scope, source } = replicating;
  if (!source.usesKms) { return undefined; }
  if (given) { return { arn: keyArn(DefaultEncryption.sseKms({ key: given })._bindKey(destination)!), awsManaged: false }; }
  const withoutKey = (found: string) => refusal(scope,
    `objects of bucket ${source.path} may be encrypted with KMS keys, `
    + `and their replicas in bucket ${pathOf(destination)} require a KMS key too: ${found}`,
    'encrypt the destination with a customer managed key, for example with DefaultEncryption.sseKms(), or set replicaKey');
  const { algorithm, keyId, keyArn: arn } = knownDefault(destination);
  if (arn !== undefined) { return { arn, awsManaged: false }; }
  if (keyId !== undefined) { throw withoutKey(`the key of its default encryption, ${keyId}, is not a key ARN`); }
  if (algorithm === undefined) { throw withoutKey('its default encryption is not known until deployment'); }
  if (algorithm === SseAlgorithm.SSE_S3) { throw withoutKey('its default encryption is SSE-S3'); }
  if (acrossAccounts) { throw withoutKey('the AWS managed key aws/s3 of another account cannot be used'); }
  warnOfManagedKey(replicating, destination);
  return { arn: Stack.of(destination).formatArn({ service: 'kms', resource: awsManagedAlias('s3') }), awsManaged: true };
}

function warnOfManagedKey({ scope }: Replicating, destination: s3.CfnBucket): void {
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:replicasUnderManagedKey',
    `Replicas in bucket ${pathOf(destination)} will be encrypted with the AWS managed key aws/s3, whose policy cannot be changed: other accounts can never read them. `
    + 'Fix: encrypt the destination with a customer managed key.');
}

function warn({ scope, source }: Replicating, destination: s3.CfnBucket): void {
  const { algorithm } = knownDefault(destination);
  if (source.algorithm && algorithm && STRENGTH.indexOf(source.algorithm) < STRENGTH.indexOf(algorithm)) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:replicasKeepSourceEncryption',
      `Replicas in bucket ${pathOf(destination)} will be encrypted with ${source.algorithm} as in bucket ${source.path}, not with ${algorithm}, the default encryption of the destination. `
      + 'Fix: use the same default encryption for the source.');
  }
  if (declaresSseC(source.resource, 'NONE') && declaresSseC(destination, 'SSE-C')) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:sseCReplicasBlocked',
      `Bucket ${source.path} allows SSE-C, but its destination ${pathOf(destination)} blocks it: objects with SSE-C will fail to replicate. `
      + 'Fix: allow SSE-C in both buckets, or in neither (customerProvidedKeys).');
  }
}
