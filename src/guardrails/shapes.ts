import { aws_logs as logs } from 'aws-cdk-lib';
import { EncryptionConfigRule } from './encryption-config-rule';
import type { EncryptionConfigRulesProps, OrganizationPackOptions } from './encryption-config-rules';
import { EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet } from './encryption-hook-choices';
import type { EncryptionHookProps } from './encryption-hook-props';
import type { BucketTag, OrganizationGuardrailProps } from './organization-guardrail';
import { ACCOUNT_ID, characters, choice, flag, KEY_ARN, list, LOG_GROUP, matching, required, struct, text, TLS_VERSION } from '../shapes';

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

/** @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-stack-level-filtering.html */
const STACK_NAME_PATTERN = matching(/^(?=.{1,128}$)[A-Za-z*?][A-Za-z0-9*?-]*$/, 'pass the name of a stack, or a pattern such as prod-*');
const ROLE_PATTERN = matching(/^(?=.{1,256}$)arn:(aws[a-z-]*|\*):iam::(\d{12}|\*):role\/.+$/, 'pass the ARN of a role, or a pattern such as arn:*:iam::*:role/cdk-*');

/** @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cloudformation-lambdahook.html */
const HOOK_NAME = matching(/^(?![Aa][Ww][Ss])[A-Za-z0-9]{2,64}(::[A-Za-z0-9]{2,64}){2}$/,
  'pass three names of 2 to 64 letters and digits, which do not begin with AWS, for example Private::Lambda::MyHook');

export const ENCRYPTION_HOOK_PROPS = struct<EncryptionHookProps>('EncryptionHookProps', {
  failureMode: choice(EncryptionHookFailureMode),
  operations: list(choice(EncryptionHookOperation), 'EncryptionHookOperation values'),
  ruleSet: choice(EncryptionHookRuleSet),
  additionalRules: list(text, 'names of rules'),
  withoutRules: list(text, 'names of rules'),
  failOnWarnings: flag,
  newFindingsOnly: flag,
  acceptAcknowledgements: flag,
  includeStackNames: list(STACK_NAME_PATTERN, 'names of stacks'),
  excludeStackNames: list(STACK_NAME_PATTERN, 'names of stacks'),
  includeRoleArns: list(ROLE_PATTERN, 'ARNs of roles'),
  excludeRoleArns: list(ROLE_PATTERN, 'ARNs of roles'),
  hookName: HOOK_NAME,
  enabled: flag,
  logGroup: LOG_GROUP,
  logRetention: choice(logs.RetentionDays, 'use one of logs.RetentionDays, for example logs.RetentionDays.ONE_YEAR'),
});
