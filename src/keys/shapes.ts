import { aws_kms as kms } from 'aws-cdk-lib';
import { ClientSideEncryptionAccess, type ClientSideEncryptionOptions } from './client-side-encryption';
import type { DefaultEncryption, DsseKmsOptions, SseKmsAwsManagedOptions, SseKmsOptions } from './default-encryption';
import type { EncryptionKeyProps } from './encryption-key';
import type { EncryptionKeyAttributes } from './encryption-key-attributes';
import type { BucketDefaultUploadOptions, UploadEncryption } from './upload-encryption';
import {
  characters, choice, DURATION, ENCRYPTION_CONTEXT, flag, having, KEY, list, matching, pairs, PRINCIPAL, REGION, REMOVAL_POLICY, required, type Shape,
  struct, text,
} from '../shapes';

export const DEFAULT_ENCRYPTION: Shape<DefaultEncryption> = having('a DefaultEncryption, for example DefaultEncryption.sseKms()', 'algorithm', 'customerManagedKey', '_bindKey');

export const UPLOAD_ENCRYPTION: Shape<UploadEncryption> = having('an UploadEncryption, for example UploadEncryption.bucketDefault()', 'enforced', '_bindAcceptedKeys');

export const BUCKET_DEFAULT_UPLOAD_OPTIONS = struct<BucketDefaultUploadOptions>('BucketDefaultUploadOptions', {
  acceptedKeys: list(KEY, 'KMS keys'),
});

export const CLIENT_SIDE_ENCRYPTION_OPTIONS = struct<ClientSideEncryptionOptions>('ClientSideEncryptionOptions', {
  access: choice(ClientSideEncryptionAccess),
  encryptionContext: pairs('an object of strings'),
});

export const DSSE_KMS_OPTIONS = struct<DsseKmsOptions>('DsseKmsOptions', {
  key: KEY,
});

export const ENCRYPTION_KEY_ATTRIBUTES = struct<EncryptionKeyAttributes>('EncryptionKeyAttributes', {
  keyArn: required(text),
  bucketKeyContext: flag,
  enabled: flag,
  encryptionContexts: list(ENCRYPTION_CONTEXT, 'EncryptionContext values'),
  keySpec: choice(kms.KeySpec),
  keyUsage: choice(kms.KeyUsage),
  multiRegion: flag,
  objectContext: flag,
  region: REGION,
  requiredEncryptionContext: pairs('an object of strings'),
});

export const ENCRYPTION_KEY_PROPS = struct<EncryptionKeyProps>('EncryptionKeyProps', {
  administrators: list(PRINCIPAL, 'principals'),
  alias: matching(
    /^(alias\/)?(?!alias\/|aws\/)(?=.{1,250}$)[A-Za-z0-9:/_-]+$/,
    'pass up to 250 letters, digits, slashes, underscores and hyphens, which do not begin with aws/',
  ),
  description: characters(0, 8192),
  encryptionContexts: list(ENCRYPTION_CONTEXT, 'EncryptionContext values'),
  grantsForAwsResourcesOnly: flag,
  multiRegion: flag,
  pendingWindow: DURATION,
  removalPolicy: REMOVAL_POLICY,
  requiredEncryptionContext: pairs('an object of strings'),
  rotationPeriod: DURATION,
});

export const SSE_KMS_AWS_MANAGED_OPTIONS = struct<SseKmsAwsManagedOptions>('SseKmsAwsManagedOptions', {
  bucketKey: flag,
});

export const SSE_KMS_OPTIONS = struct<SseKmsOptions>('SseKmsOptions', {
  bucketKey: flag,
  key: KEY,
});
