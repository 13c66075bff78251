import { EncryptionConfigRule } from '../encryption-config-rule';

/** A managed rule, as AWS Config knows it. */
export interface ConfigRuleSource {
  readonly rule: EncryptionConfigRule;
  readonly identifier: string;
  readonly parameters?: { readonly [name: string]: string };
}

/** AWS Config names managed rules in lowercase with hyphens, and identifies them in uppercase with underscores. */
export function configRuleSources(rules: readonly EncryptionConfigRule[], allowedKeyArns: readonly string[] | undefined): ConfigRuleSource[] {
  return rules.map((rule) => ({
    rule,
    identifier: rule.toUpperCase().replace(/-/g, '_'),
    ...rule === EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS && allowedKeyArns !== undefined ? { parameters: { kmsKeyArns: allowedKeyArns.join(',') } } : {},
  }));
}
