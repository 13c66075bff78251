import { DEFAULT_ENCRYPTION } from '../../keys/internal';
import { flag, list, PRINCIPAL, struct, TLS_VERSION } from '../../shapes';
import type { BucketDefaultEncryptionOptions } from '../bucket-default-encryption';
import type { BucketEncryptionGuardOptions } from '../bucket-encryption-guard';
import type { BucketLegacyPolicyMigrationOptions } from '../bucket-legacy-policy-migration';
import type { BucketSecureTransportOptions } from '../bucket-secure-transport';
import type { BucketSignatureVersion4Options } from '../bucket-signature-version4';
import type { BucketSseCAllowedOptions } from '../bucket-sse-c-allowed';

export const BUCKET_DEFAULT_ENCRYPTION_OPTIONS = struct<BucketDefaultEncryptionOptions>('BucketDefaultEncryptionOptions', {
  onlyWhereUndeclared: flag,
});

export const BUCKET_ENCRYPTION_GUARD_OPTIONS = struct<BucketEncryptionGuardOptions>('BucketEncryptionGuardOptions', {
  administrators: list(PRINCIPAL, 'principals'),
});

export const BUCKET_LEGACY_POLICY_MIGRATION_OPTIONS = struct<BucketLegacyPolicyMigrationOptions>('BucketLegacyPolicyMigrationOptions', {
  defaultEncryption: DEFAULT_ENCRYPTION,
});

export const BUCKET_SECURE_TRANSPORT_OPTIONS = struct<BucketSecureTransportOptions>('BucketSecureTransportOptions', {
  minimumTlsVersion: TLS_VERSION,
});

export const BUCKET_SIGNATURE_VERSION4_OPTIONS = struct<BucketSignatureVersion4Options>('BucketSignatureVersion4Options', {
  allowListOnly: flag,
});

export const BUCKET_SSE_CALLOWED_OPTIONS = struct<BucketSseCAllowedOptions>('BucketSseCAllowedOptions', {
  required: flag,
});
