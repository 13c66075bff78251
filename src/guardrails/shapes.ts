import { EncryptionConfigRule } from './encryption-config-rule';
import type { EncryptionConfigRulesProps, OrganizationPackOptions } from './encryption-config-rules';
import type { BucketTag, OrganizationGuardrailProps } from './organization-guardrail';
import { ACCOUNT_ID, characters, choice, flag, KEY_ARN, list, matching, required, struct, TLS_VERSION } from '../shapes';

/** @see https://docs.aws.amazon.com/organizations/latest/APIReference/API_AttachPolicy.html */
const TARGET_ID = matching(/^(r-[0-9a-z]{4,32}|\d{12}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32})$/,
  'pass the ID of a root (r-ab12), of an organizational unit (ou-ab12-34567890), or of an account (12 digits)');

/** A key or a pattern of keys; neither an alias nor everything. */
const KEY_PATTERN = matching(/^arn:(aws[a-z-]*|\*):kms:([a-z0-9*-]+):(\d{12}|\*):key\/[A-Za-z0-9*-]+$/,
  'pass the ARN of a key, not of an alias, or a pattern such as arn:aws:kms:*:111122223333:key/*');

/** Roles and users, or patterns of such. */
const PRINCIPAL_PATTERN = matching(/^arn:(aws[a-z-]*|\*):iam::(\d{12}|\*):(role|user)\/[\w+=,.@/*?-]+$/,
  'pass the ARN of a role or user, or a pattern such as arn:aws:iam::*:role/deploy-*');

/** As many characters of a name as it takes to not mean all buckets. */
const BUCKET_NAME_PATTERN = matching(/^(?=[*?.-]*[a-z0-9])[a-z0-9.*?-]{1,63}$/,
  'pass the name of a bucket, not its ARN, or a pattern such as access-logs-*');

const BUCKET_TAG = struct<BucketTag>('BucketTag', {
  key: required(characters(1, 128)),
  value: required(characters(0, 256)),
});

export const ORGANIZATION_GUARDRAIL_PROPS = struct<OrganizationGuardrailProps>('OrganizationGuardrailProps', {
  targetIds: list(TARGET_ID, 'IDs of roots, organizational units and accounts'),
  policyName: characters(1, 128),
  description: characters(0, 512),
  requireSecureTransport: flag,
  minimumTlsVersion: TLS_VERSION,
  denySignatureVersion2: flag,
  denySseC: flag,
  requireKms: flag,
  allowedKeyArns: list(KEY_PATTERN, 'ARNs of keys'),
  encryptionAdministratorArns: list(PRINCIPAL_PATTERN, 'ARNs of roles and users'),
  exemptPrincipalArns: list(PRINCIPAL_PATTERN, 'ARNs of roles and users'),
  exemptBucketNames: list(BUCKET_NAME_PATTERN, 'names of buckets'),
  exemptBucketTag: BUCKET_TAG,
});

export const ENCRYPTION_CONFIG_RULES_PROPS = struct<EncryptionConfigRulesProps>('EncryptionConfigRulesProps', {
  rules: list(choice(EncryptionConfigRule), 'EncryptionConfigRule values'),
  allowedKeyArns: list(KEY_ARN, 'ARNs of keys'),
  organizationPack: struct<OrganizationPackOptions>('OrganizationPackOptions', {
    packName: matching(/^[A-Za-z][A-Za-z0-9-]{0,127}$/, 'pass up to 128 letters, digits and hyphens, beginning with a letter'),
    excludedAccounts: list(ACCOUNT_ID, 'account IDs'),
  }),
});
