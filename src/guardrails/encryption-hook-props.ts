import type { aws_logs as logs } from 'aws-cdk-lib';
import type { EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet } from './encryption-hook-choices';

/**
 * Properties of an `EncryptionHook`.
 */
export interface EncryptionHookProps {
  /**
   * What CloudFormation does if a template has errors, or can't be checked.
   *
   * Change it to `FAIL` when the results of the Hook no longer show failures of stacks that you don't want to block.
   *
   * @default EncryptionHookFailureMode.WARN
   */
  readonly failureMode?: EncryptionHookFailureMode;

  /**
   * The operations that the Hook evaluates.
   *
   * @default - STACK
   */
  readonly operations?: EncryptionHookOperation[];

  /**
   * The rule set, which specifies which rules run, and the severity of their findings.
   *
   * @default EncryptionHookRuleSet.RECOMMENDED
   */
  readonly ruleSet?: EncryptionHookRuleSet;

  /**
   * The names of rules that run in addition to the rule set, for example `DualLayerDefaultEncryption`.
   *
   * For `RESOURCE` and `CLOUD_CONTROL`, those run that can be checked on a resource alone.
   *
   * @default - none
   */
  readonly additionalRules?: string[];

  /**
   * The names of rules that don't run, for example `BucketKeyEnabled`.
   *
   * @default - none
   */
  readonly withoutRules?: string[];

  /**
   * Whether the Hook also fails for warnings.
   *
   * If it can't be determined from a template whether it complies with a rule, and violations of the rule are errors, the finding is a warning.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;

  /**
   * Whether the Hook fails only for findings that the deployed template of the stack doesn't have.
   *
   * Existing stacks can then be updated, as long as the update adds no findings. Requests for change sets don't contain the deployed template.
   *
   * @default false
   */
  readonly newFindingsOnly?: boolean;

  /**
   * Whether the `Metadata` of a resource can acknowledge its findings: `S3Encryption: { Acknowledged: { RULE: REASON } }`.
   *
   * Anyone who can change a template can then exempt its resources. The results of the Hook show which resources are exempt, and why.
   * Acknowledgements with `Validations.of(x).acknowledge()` are not part of templates, and have no effect here.
   *
   * Requests for `RESOURCE` and `CLOUD_CONTROL` don't have the metadata: create a second `EncryptionHook` for them.
   *
   * @default false
   */
  readonly acceptAcknowledgements?: boolean;

  /**
   * The names of the stacks to evaluate, or patterns of names, for example `prod-*`: at most 50.
   *
   * Anyone who creates a stack chooses its name, and can choose one that is not evaluated. `CLOUD_CONTROL` has no stacks, and ignores this.
   *
   * @default - all stacks
   */
  readonly includeStackNames?: string[];

  /**
   * The names of the stacks not to evaluate, or patterns of names: at most 49.
   *
   * The stack of this construct is also excluded, so that you can repair a Hook that fails. If the stack is nested, the stacks that it is
   * nested in are excluded, too.
   *
   * Anyone who creates a stack chooses its name, and can choose one that is exempt: prefer `excludeRoleArns`. `CLOUD_CONTROL` has no stacks, and
   * ignores this.
   *
   * @default - the stack of this construct
   */
  readonly excludeStackNames?: string[];

  /**
   * The ARNs of the roles with which CloudFormation deploys the stacks to evaluate, or patterns of ARNs, for example
   * `arn:*:iam::*:role/cdk-*`: at most 50. `CLOUD_CONTROL` has no stacks, and ignores this.
   *
   * @default - all roles
   */
  readonly includeRoleArns?: string[];

  /**
   * The ARNs of the roles with which CloudFormation deploys the stacks not to evaluate, or patterns of ARNs: at most 50.
   *
   * `iam:PassRole` controls who can use such a role. `CLOUD_CONTROL` has no stacks, and ignores this.
   *
   * @default - none
   */
  readonly excludeRoleArns?: string[];

  /**
   * The name of the Hook in the account and Region, of the form `Private::Lambda::MyHook`. It must not begin with `AWS`. `Resources` is appended for
   * the Hook for `RESOURCE`, and `CloudControl` for that for `CLOUD_CONTROL`.
   *
   * If you change it, CloudFormation replaces the Hooks.
   *
   * @default - `Private::S3Encryption::` and a name derived from the path of the construct
   */
  readonly hookName?: string;

  /**
   * Whether CloudFormation invokes the Hook.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The log group of the function. It receives the findings as JSON, with names of stacks and resources, but no templates.
   *
   * To encrypt it with a customer managed key, pass a `logs.LogGroup` with an `encryptionKey`.
   *
   * @default - a new log group that CloudWatch Logs encrypts with its own key
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * The retention period of the log group that this construct creates.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
}
