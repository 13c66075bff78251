import { aws_config as config, Names, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal, valueRefusal } from '../cdk';
import { EncryptionConfigRule } from './encryption-config-rule';
import { type ConfigRuleSource, configRuleSources } from './private/config-rule-sources';
import { conformancePackTemplate } from './private/conformance-pack-template';
import { ENCRYPTION_CONFIG_RULES_PROPS } from './shapes';
import { assertShape } from '../shapes';

/**
 * Properties of a conformance pack for an organization.
 */
export interface OrganizationPackOptions {
  /**
   * The name of the conformance pack: up to 128 letters, digits and hyphens, beginning with a letter.
   *
   * @default - a name derived from the path of the construct
   */
  readonly packName?: string;

  /**
   * The IDs of the accounts in which the rules are not deployed.
   *
   * @default - no excluded accounts
   */
  readonly excludedAccounts?: string[];
}

/**
 * Properties of `EncryptionConfigRules`.
 */
export interface EncryptionConfigRulesProps {
  /**
   * The AWS Config rules to deploy.
   *
   * @default - SERVER_SIDE_ENCRYPTION_ENABLED, SSL_REQUESTS_ONLY, KEY_ROTATION_ENABLED, KEY_POLICY_NO_PUBLIC_ACCESS and
   * KEY_NOT_SCHEDULED_FOR_DELETION
   */
  readonly rules?: EncryptionConfigRule[];

  /**
   * The ARNs of the KMS keys that compliant default encryption can use, for `DEFAULT_ENCRYPTION_KMS`.
   *
   * @default - all keys
   */
  readonly allowedKeyArns?: string[];

  /**
   * Deploys the rules to all accounts of the organization, as a conformance pack. The stack must be in the management account, or in an
   * account that is a delegated administrator for AWS Config.
   *
   * @default - the rules are deployed to the account and Region of the stack
   */
  readonly organizationPack?: OrganizationPackOptions;
}

const DEFAULT_RULES = [
  EncryptionConfigRule.SERVER_SIDE_ENCRYPTION_ENABLED, EncryptionConfigRule.SSL_REQUESTS_ONLY, EncryptionConfigRule.KEY_ROTATION_ENABLED,
  EncryptionConfigRule.KEY_POLICY_NO_PUBLIC_ACCESS, EncryptionConfigRule.KEY_NOT_SCHEDULED_FOR_DELETION,
];

// docs/decisions/0101
/**
 * AWS Config managed rules that check the encryption of deployed buckets and keys, including those created outside this app.
 *
 * AWS Config must record the resource types `AWS::S3::Bucket` and `AWS::KMS::Key` in each account and Region. AWS charges for rules and
 * evaluations. The documentation of each rule of `S3EncryptionChecks` names the corresponding AWS Config rules.
 *
 * Throws an error if `rules` is empty or contains a rule twice, or if `allowedKeyArns` is set without `DEFAULT_ENCRYPTION_KMS`.
 *
 * @see https://docs.aws.amazon.com/config/latest/developerguide/evaluate-config_use-managed-rules.html
 *
 * @example
 * new EncryptionConfigRules(this, 'ConfigRules');
 */
export class EncryptionConfigRules extends Construct {
  /**
   * The rules, in the order of `rules`.
   */
  public readonly rules: EncryptionConfigRule[];

  /**
   * @param scope The stack, or a construct in it
   * @param id The ID of the construct, unique in its scope
   * @param props The rules to deploy, and where to deploy them
   */
  constructor(scope: Construct, id: string, props: EncryptionConfigRulesProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_CONFIG_RULES_PROPS);
    this.rules = [...props.rules ?? DEFAULT_RULES];
    this.assertRules(props.allowedKeyArns);
    const sources = configRuleSources(this.rules, props.allowedKeyArns);
    if (props.organizationPack === undefined) { this.deployHere(sources); } else { this.deployEverywhere(sources, props.organizationPack); }
  }

  private assertRules(allowedKeyArns: string[] | undefined): void {
    const { rules } = this;
    if (rules.length === 0) { throw valueRefusal(this, 'rules', rules, 'pass at least one rule, or omit rules'); }
    const twice = rules.find((rule, i) => rules.indexOf(rule) < i);
    if (twice !== undefined) { throw valueRefusal(this, 'rules', rules, `specify ${twice} only once`); }
    if (allowedKeyArns === undefined) { return; }
    if (allowedKeyArns.length === 0) { throw valueRefusal(this, 'allowedKeyArns', [], 'pass at least one ARN, or omit allowedKeyArns'); }
    if (!rules.includes(EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS)) {
      throw refusal(this, 'allowedKeyArns cannot be set without the rule s3-default-encryption-kms', 'add EncryptionConfigRule.DEFAULT_ENCRYPTION_KMS to rules');
    }
  }

  private deployHere(sources: readonly ConfigRuleSource[]): void {
    for (const { rule, identifier, parameters } of sources) {
      new config.ManagedRule(this, rule, { identifier, inputParameters: parameters });
    }
  }

  private deployEverywhere(sources: readonly ConfigRuleSource[], { packName, excludedAccounts }: OrganizationPackOptions): void {
    new config.CfnOrganizationConformancePack(this, 'Pack', {
      organizationConformancePackName: packName ?? Names.uniqueResourceName(this, { maxLength: 128, allowedSpecialCharacters: '-' }),
      excludedAccounts,
      templateBody: Stack.of(this).toJsonString(conformancePackTemplate(sources)),
    });
  }
}
