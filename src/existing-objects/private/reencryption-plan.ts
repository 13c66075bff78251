import { aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Versioning } from './bucket-traits';
import type { ReencryptedBucket, Target } from './reencrypted-bucket';
import type { ListedReport, SelectedObjects } from './selected-objects';
import { referredConstruct, refusal } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { keyArn as keyArnOf, meaningOf } from '../../policy';
import { CurrentEncryption } from '../current-encryption';
import { ObjectStorageClass } from '../object-storage-class';
import { ReencryptionMethod } from '../reencryption-method';

/** What shall be done. */
export interface Asked {
  readonly bucket: ReencryptedBucket;
  readonly objects: SelectedObjects;
  readonly method?: ReencryptionMethod;
}

/** How it is done, and why so. */
export interface Plan {
  readonly method: ReencryptionMethod;
  readonly reason: string;
  readonly encryptedWith: readonly CurrentEncryption[];
}

/** What S3 copies in one request, in bytes. */
export const LARGEST_COPY = 5 * 1024 ** 3;
const ARCHIVED = [ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE];

// docs/decisions/0026
/**
 * Objects are updated in place where S3 can, and copied where they must be.
 *
 * @throws if neither can be done, or not what is asked for
 */
export function reencryptionPlan(scope: Construct, { bucket, objects, method }: Asked): Plan {
  const encryptedWith = objects.encryptedWith ?? byDefault(bucket.target);
  assertNotEncryptedAlready(scope, bucket, encryptedWith);
  const notInPlace = findObstacleInPlace(scope, bucket, encryptedWith);
  const notByCopy = findObstacleToCopy(bucket, objects);
  if (method !== ReencryptionMethod.COPY && notInPlace === undefined) {
    return { method: ReencryptionMethod.UPDATE_IN_PLACE, reason: 'S3 can change these objects in place', encryptedWith };
  }
  if (method === ReencryptionMethod.UPDATE_IN_PLACE) {
    throw refused(scope, bucket, `cannot be changed in place: ${notInPlace}`, 'leave method out, or use ReencryptionMethod.COPY');
  }
  if (notByCopy === undefined) {
    return { method: ReencryptionMethod.COPY, reason: notInPlace ?? 'the props request a copy', encryptedWith };
  }
  throw refused(scope, bucket, `${notInPlace === undefined ? '' : `cannot be changed in place: ${notInPlace}; and `}cannot be copied: ${notByCopy.reason}`,
    notByCopy.fix);
}

function byDefault({ algorithm }: Target): CurrentEncryption[] {
  return [algorithm === SseAlgorithm.SSE_S3 ? CurrentEncryption.notEncrypted() : CurrentEncryption.sseS3()];
}

function findObstacleInPlace(
  scope: Construct, { target, retains }: ReencryptedBucket, encryptedWith: readonly CurrentEncryption[],
): string | undefined {
  if (target.algorithm === SseAlgorithm.SSE_S3) { return 'S3 changes objects in place to SSE-KMS only, and the default encryption is SSE-S3'; }
  if (target.algorithm === SseAlgorithm.DSSE_KMS) { return 'S3 changes objects in place to SSE-KMS only, and the default encryption is DSSE-KMS'; }
  if (target.keyArn === undefined) { return 'S3 has to be given the ARN of the key, and that of the AWS managed key is not known'; }
  if (ofAnotherAccount(scope, target.keyArn)) { return `the key ${Token.isUnresolved(target.keyArn) ? 'of the default encryption' : target.keyArn} belongs to another account than the bucket`; }
  const others = encryptedWith.filter(({ algorithm }) => algorithm !== SseAlgorithm.SSE_S3 && algorithm !== SseAlgorithm.SSE_KMS);
  if (others.length > 0) { return `S3 changes only SSE-S3 and SSE-KMS in place, and objects are ${others.map(({ _title: title }) => title).join(' or ')}`; }
  return retains ? 'Object Lock retains the objects of the bucket, and S3 changes none that is retained' : undefined;
}

interface Obstacle { readonly reason: string; readonly fix: string }

function findObstacleToCopy(bucket: ReencryptedBucket, { matching, report }: SelectedObjects): Obstacle | undefined {
  if (report) { return bucket.neverVersioned ? undefined : findObstacleInReport(report); }
  const { largerThan, storageClasses = [] } = matching ?? {};
  if (largerThan && largerThan.toBytes() >= LARGEST_COPY) {
    return { reason: `S3 copies objects of up to 5 GB, but largerThan is ${largerThan.toBytes()} bytes`, fix: 'upload the objects again, with multipart upload' };
  }
  const archived = storageClasses.filter((storageClass) => ARCHIVED.includes(storageClass));
  if (archived.length > 0) {
    return { reason: `objects of storage class ${archived.join(' and ')} are archived`, fix: 'restore the objects first, and list them with ObjectSelection.listedIn()' };
  }
  return bucket.neverVersioned ? undefined : {
    reason: `${MAY_HAVE_VERSIONS[bucket.versioning]}, so S3 can also find noncurrent versions, and the copy of a noncurrent version becomes the current one`,
    fix: `${LIST}${bucket.versioning === Versioning.UNKNOWN ? '; if versioning was never enabled for the bucket, set neverVersioned to true instead' : ''}`,
  };
}

const MAY_HAVE_VERSIONS: { readonly [versioning in Versioning]: string } = {
  [Versioning.ENABLED]: 'versioning of the bucket is enabled',
  [Versioning.SUSPENDED]: 'versioning of the bucket is suspended, and earlier versions remain',
  [Versioning.UNKNOWN]: 'the bucket might have versions, even if its template doesn\'t enable versioning',
};
const LIST = 'list current versions with an EncryptionInventory (s3.InventoryFormat.CSV, s3.InventoryObjectVersion.CURRENT), and pass its report to ObjectSelection.listedIn()';

/** The report of current versions has no version IDs: S3 copies what is current when it copies, whatever was when the report was made. */
function findObstacleInReport({ versions }: ListedReport): Obstacle | undefined {
  switch (versions) {
    case s3.InventoryObjectVersion.CURRENT: return undefined;
    case s3.InventoryObjectVersion.ALL: return {
      reason: 'the inventory lists all versions, each by its version ID, and the copy of a noncurrent version becomes the current one', fix: LIST,
    };
    // Also for values of plain JavaScript that are none of S3's.
    default: return {
      reason: 'the versions that the inventory lists are unknown, and the copy of a noncurrent version becomes the current one',
      fix: `${LIST}, with inventory, or with bucket and objectVersions (s3.InventoryObjectVersion.CURRENT)`,
    };
  }
}

/** The account of a key is known where its ARN is written out, or where its stack says it. */
function ofAnotherAccount(scope: Construct, keyArn: string): boolean {
  const { account } = Stack.of(scope);
  const its = Token.isUnresolved(keyArn) ? accountOfReference(keyArn) : keyArn.split(':')[4];
  return its !== undefined && !Token.isUnresolved(account) && !Token.isUnresolved(its) && its !== account;
}

function accountOfReference(keyArn: string): string | undefined {
  const target = referredConstruct(keyArn);
  return target && Stack.of(target).account;
}

function assertNotEncryptedAlready(scope: Construct, { target, path }: ReencryptedBucket, encryptedWith: readonly CurrentEncryption[]): void {
  if (encryptedWith.length === 0) {
    throw refusal(scope, `encryptedWith is empty, so no object of ${path} would match`, 'specify the current encryption of the objects, or leave encryptedWith out');
  }
  for (const current of encryptedWith) {
    if (!matchesTarget(scope, current, target)) { continue; }
    throw refusal(scope, `objects of ${path} with ${current._title} already match the default encryption of the bucket`,
      'specify another current encryption, such as another key, or SSE-KMS without a Bucket Key');
  }
}

function matchesTarget(
  scope: Construct, { algorithm, key, bucketKey }: CurrentEncryption, { algorithm: wanted, keyArn, bucketKey: shall }: Target,
): boolean {
  if (algorithm !== wanted) { return false; }
  switch (algorithm) {
    case SseAlgorithm.SSE_S3: return true;
    case SseAlgorithm.SSE_KMS: return isKey(scope, key && keyArnOf(key), keyArn) && bucketKey === shall;
    case SseAlgorithm.DSSE_KMS: return isKey(scope, key && keyArnOf(key), keyArn);
  }
}

function isKey(scope: Construct, one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && meaningOf(scope, one) === meaningOf(scope, other);
}

function refused(scope: Construct, { path }: ReencryptedBucket, why: string, fix: string): Error {
  return refusal(scope, `objects of ${path} ${why}`, fix);
}
