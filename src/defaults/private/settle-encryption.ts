import { Annotations, type aws_s3 as s3 } from 'aws-cdk-lib';
import type { BucketUses } from './bucket-uses';
import type { SeenBucket } from './injection';
import { referrerToOwnKey, removeUnusedKey, returnKey } from './key-return';
import { whySseS3 } from './sse-s3-needed';
import { constructAround, keyResource, overridesOf, type Problem } from '../../cdk';
import { SseAlgorithm } from '../../encryption';
import { DefaultEncryption } from '../../keys';
import { BucketDefaultEncryption } from '../../mixins';
import { isDefaultSettled } from '../../mixins/internal';
import { changeEncryptionRule, declaresEncryption, knownDefault, owningBucket, unknownPart } from '../../policy';

/** What is done about one setting of a bucket, and why; `isChanged` is false where it is left as it is. */
export interface Outcome {
  readonly setting: string;
  readonly reason: string;
  readonly isChanged: boolean;
}

/** The default encryptions that are wanted. */
export interface WantedEncryption {
  readonly encryption: DefaultEncryption;
  readonly l1Encryption: DefaultEncryption;
}

// docs/decisions/0107
/** Gives a bucket its default encryption, where its author has chosen none. */
export function settleEncryption(bucket: s3.CfnBucket, seen: SeenBucket | undefined, wanted: WantedEncryption, uses: BucketUses): Outcome {
  const isStillInjected = isInjected(bucket, seen);
  if (seen?.injected && !isStillInjected) { removeUnusedKey(owningBucket(bucket) as s3.Bucket, uses); }
  const fixed = whyEncryptionStays(bucket);
  if (fixed !== undefined) { return leftAlone(fixed); }
  if (seen?.injected && !isStillInjected) { return leftAlone('it is already specified'); }
  const needed = whySseS3(bucket, uses, isStillInjected ? owningBucket(bucket)?.encryptionKey : wanted.l1Encryption.key);
  if (isStillInjected) {
    if (needed === undefined) {
      rotateOwnKey(owningBucket(bucket)!);
      return { setting: setting(wanted.encryption), reason: 'none was specified', isChanged: true };
    }
    takeKeyBack(bucket, needed, uses);
  }
  if (declaresEncryption(bucket)) { return leftAlone('it is already specified'); }
  // A construct of somebody else can have an L1 bucket as its main resource.
  const around = constructAround(bucket);
  const isL2 = around !== undefined && around === owningBucket(bucket);
  const chosen = needed === undefined && !isL2 ? wanted.l1Encryption : DefaultEncryption.sseS3();
  new BucketDefaultEncryption(chosen, { onlyWhereUndeclared: true }).applyTo(bucket);
  const isLate = isL2 && !seen && wanted.encryption.algorithm !== SseAlgorithm.SSE_S3;
  if (isLate && needed === undefined) { warnOfLateBucket(bucket); }
  return { setting: setting(chosen), reason: needed ?? (isLate ? LATE : 'none was specified'), isChanged: true };
}

const LATE = 'it was created before the defaults were applied, or another property injector overrides them, so existing grants would lack the key';

function setting({ algorithm, customerManagedKey }: DefaultEncryption): string {
  if (algorithm === SseAlgorithm.SSE_S3) { return 'default encryption: SSE-S3'; }
  const name = algorithm === SseAlgorithm.SSE_KMS ? 'SSE-KMS' : 'DSSE-KMS';
  return `default encryption: ${name} with ${customerManagedKey ? 'a customer managed key' : 'the AWS managed key'}`;
}

function leftAlone(reason: string): Outcome {
  return { setting: 'default encryption', reason, isChanged: false };
}

/** Why the property BucketEncryption cannot be changed, as a clause. */
export function whyEncryptionStays(bucket: s3.CfnBucket): string | undefined {
  const unknown = unknownPart(bucket);
  if (unknown !== undefined) { return `${unknown} is known at deployment only`; }
  if (isOverridden(bucket, 'BucketEncryption')) { return 'a property override determines the default encryption'; }
  const { serverSideEncryptionConfiguration: rules } = (bucket.bucketEncryption ?? {}) as Partial<s3.CfnBucket.BucketEncryptionProperty>;
  return Array.isArray(rules) && rules.length > 1 ? `BucketEncryption has ${rules.length} rules, and S3 accepts exactly one` : undefined;
}

/** Whether an override says something of a property, by its name in the template. */
export function isOverridden(bucket: s3.CfnBucket, property: string): boolean {
  const { Properties: properties } = overridesOf(bucket) as { readonly Properties?: object };
  return properties !== undefined && property in properties;
}

/** Whether the encryption is still the one that was injected: neither its author nor a mixin has chosen another one since. */
export function isInjected(bucket: s3.CfnBucket, seen: SeenBucket | undefined): boolean {
  if (!seen?.injected || isDefaultSettled(bucket) || whyEncryptionStays(bucket) !== undefined) { return false; }
  const { algorithm, keyId, bucketKeyEnabled } = knownDefault(bucket);
  return algorithm === seen.injected.algorithm && bucketKeyEnabled === seen.injected.bucketKeyEnabled
    && keyId === owningBucket(bucket)?.encryptionKey?.keyArn;
}

/** A bucket that turns out to need SSE-S3 has no use for the key that it was given. */
function takeKeyBack(bucket: s3.CfnBucket, needed: string, uses: BucketUses): void {
  const owner = owningBucket(bucket) as s3.Bucket;
  const referrer = referrerToOwnKey(bucket, owner, uses);
  if (referrer) {
    const problem: Problem = [
      `${needed}, which needs SSE-S3, but ${referrer.node.path} refers to the KMS key that EncryptedBucketDefaults created for the bucket`,
      `where ${owner.node.path} is created, set the property encryption of the s3.Bucket to S3_MANAGED`,
    ];
    bucket.node.addValidation({ validate: () => [`${problem[0]}. Fix: ${problem[1]}.`] });
    return;
  }
  changeEncryptionRule(bucket, { bucketKeyEnabled: undefined, serverSideEncryptionByDefault: undefined });
  returnKey(owner, uses);
}

/** `s3.Bucket` turns on rotation for SSE-KMS, and not for DSSE-KMS. */
function rotateOwnKey(owner: s3.IBucket): void {
  const { encryptionKey } = owner;
  const key = encryptionKey?.node.scope === owner ? keyResource(encryptionKey) : undefined;
  if (key) { key.enableKeyRotation ??= true; }
}

function warnOfLateBucket(bucket: s3.CfnBucket): void {
  Annotations.of(bucket).addWarningV2('cdk-s3-encryption:bucketWithoutDefaultKey',
    'EncryptedBucketDefaults sets SSE-S3 instead of a KMS key: the bucket was created before the defaults were applied, or a property injector '
    + 'of a scope in between overrides them, so existing grants would lack the key. '
    + 'Fix: call EncryptedBucketDefaults.applyTo() before the bucket is created, or on the scope that has the other property injector.');
}
