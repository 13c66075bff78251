import { aws_logs as logs } from 'aws-cdk-lib';
import { IMPORTED_KEY } from './buckets';
import { type Specimens } from './places';
import {
  EncryptionConfigRule, EncryptionConfigRules, EncryptionHook, EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet,
  OrganizationGuardrail, TlsVersion,
} from '../../src';

/** The same demands on all buckets of an account or organization. */
export const GUARDRAILS: Specimens = {
  'OrganizationGuardrail': ({ stack }) => {
    new OrganizationGuardrail(stack, 'Guardrail');
  },
  'OrganizationGuardrail with every option': ({ stack }) => {
    new OrganizationGuardrail(stack, 'Guardrail', {
      targetIds: ['ou-ab12-34567890', '111122223333'],
      policyName: 'encryption',
      description: 'All buckets',
      requireSecureTransport: true,
      minimumTlsVersion: TlsVersion.V1_3,
      denySignatureVersion2: true,
      denySseC: true,
      requireKms: true,
      allowedKeyArns: [IMPORTED_KEY, 'arn:aws:kms:*:111122223333:key/*'],
      encryptionAdministratorArns: ['arn:aws:iam::*:role/cdk-*-cfn-exec-role-*'],
      exemptPrincipalArns: ['arn:aws:iam::*:role/break-glass'],
      exemptBucketNames: ['access-logs-*'],
      exemptBucketTag: { key: 'encryption', value: 'exempt' },
    });
  },
  'EncryptionConfigRules': ({ stack }) => {
    new EncryptionConfigRules(stack, 'ConfigRules', { rules: Object.values(EncryptionConfigRule), allowedKeyArns: [IMPORTED_KEY] });
  },
  'EncryptionHook': ({ stack }) => {
    new EncryptionHook(stack, 'Hook');
  },
  'EncryptionHook with every option': ({ stack }) => {
    new EncryptionHook(stack, 'Hook', {
      failureMode: EncryptionHookFailureMode.FAIL,
      operations: [EncryptionHookOperation.STACK],
      ruleSet: EncryptionHookRuleSet.STRICT,
      additionalRules: ['DualLayerDefaultEncryption'],
      withoutRules: ['AccessLoggingEnabled'],
      failOnWarnings: true,
      newFindingsOnly: true,
      acceptAcknowledgements: true,
      includeStackNames: ['prod-*'],
      excludeStackNames: ['prod-legacy'],
      includeRoleArns: ['arn:*:iam::*:role/cdk-*'],
      excludeRoleArns: ['arn:aws:iam::111122223333:role/break-glass'],
      hookName: 'MyOrg::S3::Encryption',
      enabled: false,
      logRetention: logs.RetentionDays.TWO_YEARS,
    });
    new EncryptionHook(stack, 'Other', {
      operations: [EncryptionHookOperation.STACK, EncryptionHookOperation.RESOURCE, EncryptionHookOperation.CLOUD_CONTROL],
      logGroup: logs.LogGroup.fromLogGroupName(stack, 'Log', 'hooks'),
    });
  },
  'EncryptionHook with each rule set': ({ stack }) => {
    const logGroup = logs.LogGroup.fromLogGroupName(stack, 'Logs', 'hooks');
    for (const ruleSet of Object.values(EncryptionHookRuleSet)) {
      const [failureMode, operations] = [EncryptionHookFailureMode.WARN, [EncryptionHookOperation.CHANGE_SET]];
      new EncryptionHook(stack, ruleSet, { ruleSet, failureMode, operations, logGroup });
    }
  },
  'EncryptionConfigRules for an organization': ({ stack }) => {
    new EncryptionConfigRules(stack, 'ConfigRules', { organizationPack: { packName: 'encryption', excludedAccounts: ['444455556666'] } });
  },
};
