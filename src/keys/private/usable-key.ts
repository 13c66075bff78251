import { Annotations, type aws_kms as kms, Resource, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyRefusal as refusal } from './key-refusal';
import { statedTraits } from './stated-traits';
import { assertUsableContext, type KeyUse } from './usable-context';
import { aliasNameOf, keyResource, referredKey } from '../../cdk';
import { aliasIn, isKeyArn, isMultiRegionKeyId, keyArnParts, namesS3ManagedKey } from '../../encryption/internal';

/**
 * Throws if S3 is known to be unable to encrypt with a key; what cannot be known is let through.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html
 */
export function assertUsableKey(scope: IConstruct, key: kms.IKey, use: KeyUse): void {
  assertKeyArn(scope, key);
  assertKeyTraits(scope, key);
  assertSameRegion(scope, key);
  assertUsableContext(scope, key, use);
  warnOfMultiRegionKey(scope, key);
}

function assertKeyArn(scope: IConstruct, key: kms.IKey): void {
  const alias = aliasOf(key);
  if (namesS3ManagedKey(alias ?? key.keyArn)) {
    throw refusal(scope, alias ?? key.keyArn, 'the ARN of the AWS managed key is not known before deployment',
      'use DefaultEncryption.sseKmsAwsManaged() or DefaultEncryption.dsseKmsAwsManaged(), without a key');
  }
  if (alias !== undefined) {
    throw refusal(scope, Token.isUnresolved(alias) ? key.node.path : alias, 'an alias is resolved in the account of the requester, which might have another key with that alias',
      'pass the key itself, for example kms.Key.fromKeyArn() with the full key ARN');
  }
  if (!Token.isUnresolved(key.keyArn) && !isKeyArn(key.keyArn)) {
    throw refusal(scope, key.keyArn, 'S3 needs the full key ARN',
      'pass a key with an ARN of the form arn:aws:kms:REGION:ACCOUNT:key/KEY-ID');
  }
}

/** The alias behind a key, if it is one: an alias is a key to the L2's types. */
export function aliasOf(key: kms.IKey): string | undefined {
  const named = aliasNameOf(key);
  if (named !== undefined) { return named; }
  // Also within text that holds tokens for partition, Region and account.
  return aliasIn(key.keyArn);
}

/** Throws if a key is known to be one that S3 cannot encrypt with: asymmetric, or disabled. */
export function assertKeyTraits(scope: IConstruct, key: kms.IKey): void {
  const { keySpec, keyUsage, enabled } = resourceOf(key) ?? statedTraits(key);
  const fix = 'pass a symmetric encryption key (KeySpec SYMMETRIC_DEFAULT, KeyUsage ENCRYPT_DECRYPT), for example an EncryptionKey';
  if (keySpec !== undefined && !Token.isUnresolved(keySpec) && keySpec !== 'SYMMETRIC_DEFAULT') {
    throw refusal(scope, `${key.node.path} with KeySpec ${keySpec}`, 'S3 encrypts with symmetric keys only', fix);
  }
  if (keyUsage !== undefined && !Token.isUnresolved(keyUsage) && keyUsage !== 'ENCRYPT_DECRYPT') {
    throw refusal(scope, `${key.node.path} with KeyUsage ${keyUsage}`, 'S3 uses keys to encrypt and decrypt only', fix);
  }
  if (enabled === false) {
    throw refusal(scope, `${key.node.path} with Enabled false`, 'S3 can neither write nor read objects while their key is disabled',
      'enable the key, or pass another one');
  }
}

/** The CloudFormation resource of a key that the app makes; none for one that is imported. */
function resourceOf(key: kms.IKey): kms.CfnKey | undefined {
  return keyResource(key) ?? referredKey(key.keyArn);
}

/** Throws if a key is known to be in another Region than the bucket. */
export function assertSameRegion(scope: IConstruct, key: kms.IKey): void {
  // An imported bucket may be in another Region than its stack.
  const bucketRegion = Resource.isResource(scope) ? scope.env.region : Stack.of(scope).region;
  const keyRegion = statedTraits(key).region ?? key.env.region;
  if (Token.isUnresolved(bucketRegion) || Token.isUnresolved(keyRegion) || bucketRegion === keyRegion) { return; }
  const value = Token.isUnresolved(key.keyArn) ? key.node.path : key.keyArn;
  throw refusal(scope, `${value} in ${keyRegion}`, `a bucket in ${bucketRegion} can only be encrypted with a key in ${bucketRegion}`,
    `pass a key in ${bucketRegion}; for a multi-Region key, pass the related key in that Region`);
}

/**
 * S3 does not use what makes a key multi-Region.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/specifying-kms-encryption.html
 */
function warnOfMultiRegionKey(scope: IConstruct, key: kms.IKey): void {
  const multiRegion = resourceOf(key)?.multiRegion ?? statedTraits(key).multiRegion ?? isMultiRegionKeyId(keyArnParts(key.keyArn)?.keyId ?? '');
  if (multiRegion !== true) { return; }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:multiRegionKeyActsAsSingleRegion',
    `Key ${key.node.path} is a multi-Region key. S3 treats it as a single-Region key: replicas in another Region are decrypted and `
    + 're-encrypted, the replication role needs permissions for both keys, and related keys in other Regions cannot decrypt the objects of this bucket.');
}
