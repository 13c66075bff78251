/**
 * What CloudFormation does if an `EncryptionHook` fails.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-concepts.html
 */
export enum EncryptionHookFailureMode {
  /** The operation continues, with a warning. */
  WARN = 'WARN',

  /** The operation stops before anything is changed. */
  FAIL = 'FAIL',
}

/**
 * Operations that an `EncryptionHook` evaluates.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-concepts.html
 */
export enum EncryptionHookOperation {
  /** The whole template, before a stack is created or updated, directly or by a change set. All rules run. */
  STACK = 'STACK',

  /** The whole template, when a change set is created. All rules run. */
  CHANGE_SET = 'CHANGE_SET',

  /**
   * Each resource of a stack on its own, before it is created or updated, with the values of the parameters. Only rules that need no other resource
   * run, for example the rules about default encryption.
   */
  RESOURCE = 'RESOURCE',

  /** Each resource that AWS Cloud Control API creates or updates. The same rules as for `RESOURCE` run. No filter of stacks applies. */
  CLOUD_CONTROL = 'CLOUD_CONTROL',
}

/**
 * Rule sets of an `EncryptionHook`. The values are the names of the rule sets in the CLI.
 */
export enum EncryptionHookRuleSet {
  /** `RuleSet.recommended()`: a finding is an error if the problem breaks something or exposes data. */
  RECOMMENDED = 'recommended',

  /** `RuleSet.strict()`: more rules, and every warning is an error. */
  STRICT = 'strict',

  /** `RuleSet.dualLayer()`: the strict rules, and DSSE-KMS for every bucket except those that support only SSE-S3. */
  DUAL_LAYER = 'dual-layer',

  /** The rules that are mapped to controls of AWS Security Hub. */
  SECURITY_HUB = 'security-hub',

  /** The rules that are mapped to controls of the CIS AWS Foundations Benchmark v5.0.0. */
  CIS_AWS_5 = 'cis-aws-5',

  /** The rules that are mapped to controls of NIST SP 800-53 Revision 5. */
  NIST_800_53_R5 = 'nist-800-53-r5',

  /** The rules that are mapped to requirements of PCI DSS v4.0.1. */
  PCI_DSS_4 = 'pci-dss-4',
}
