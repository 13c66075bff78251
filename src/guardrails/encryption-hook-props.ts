import type { aws_logs as logs } from 'aws-cdk-lib';
import type { EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet } from './encryption-hook-choices';

/**
 * Properties of an `EncryptionHook`.
 */
export interface EncryptionHookProps {
  /**
   * What CloudFormation does if a template has errors, and if it could not be checked.
   *
   * Change it to `FAIL` once the results of the Hook show no stack that you don't want to stop.
   *
   * @default EncryptionHookFailureMode.WARN
   */
  readonly failureMode?: EncryptionHookFailureMode;

  /**
   * Which operations are evaluated.
   *
   * @default - STACK
   */
  readonly operations?: EncryptionHookOperation[];

  /**
   * Which rules run, and the severity of their findings.
   *
   * @default EncryptionHookRuleSet.RECOMMENDED
   */
  readonly ruleSet?: EncryptionHookRuleSet;

  /**
   * Names of rules that run in addition to those of the rule set, for example `DualLayerDefaultEncryption`.
   *
   * @default - none
   */
  readonly additionalRules?: string[];

  /**
   * Names of rules that don't run, for example `AccessLoggingEnabled`.
   *
   * @default - none
   */
  readonly withoutRules?: string[];

  /**
   * Whether the Hook also fails for warnings. What cannot be determined from a template is a warning, for rules whose violations are errors.
   *
   * @default false
   */
  readonly failOnWarnings?: boolean;

  /**
   * Whether the Hook fails only for findings that the deployed template of the stack doesn't have.
   *
   * Stacks that exist can then be updated, as long as nothing becomes worse. Requests for change sets don't have the deployed template.
   *
   * @default false
   */
  readonly newFindingsOnly?: boolean;

  /**
   * Whether the `Metadata` of a resource can acknowledge its findings: `S3Encryption: { Acknowledged: { RULE: REASON } }`.
   *
   * Everyone who writes templates can then exempt resources. The results of the Hook show which ones, and why. Acknowledgements with
   * `Validations.of(x).acknowledge()` are not part of templates, and don't count here.
   *
   * @default false
   */
  readonly acceptAcknowledgements?: boolean;

  /**
   * Names of the stacks that are evaluated, or patterns of such, for example `prod-*`: at most 50.
   *
   * @default - all stacks
   */
  readonly includeStackNames?: string[];

  /**
   * Names of the stacks that are not evaluated, or patterns of such: at most 49. The stack of this construct is one of them, so that a Hook that
   * fails can be repaired.
   *
   * @default - the stack of this construct
   */
  readonly excludeStackNames?: string[];

  /**
   * ARNs of the roles with which CloudFormation deploys the stacks that are evaluated, or patterns of such, for example
   * `arn:*:iam::*:role/cdk-*`: at most 50.
   *
   * @default - all roles
   */
  readonly includeRoleArns?: string[];

  /**
   * ARNs of the roles with which CloudFormation deploys stacks that are not evaluated, or patterns of such: at most 50.
   *
   * @default - none
   */
  readonly excludeRoleArns?: string[];

  /**
   * The name of the Hook in the account and Region, of the form `Private::Lambda::MyHook`. It must not begin with `AWS`.
   *
   * If you change it, CloudFormation replaces the Hook.
   *
   * @default - `Private::S3Encryption::` and a name made from the place of the construct in the app
   */
  readonly hookName?: string;

  /**
   * Whether the Hook is invoked.
   *
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * The log group of the function. It gets the findings as JSON, with names of stacks and resources, and no templates.
   *
   * To encrypt it with a customer managed key, pass a `logs.LogGroup` with an `encryptionKey`.
   *
   * @default - a log group that CloudWatch Logs encrypts with its own key
   */
  readonly logGroup?: logs.ILogGroup;

  /**
   * How long the log group that is created here keeps the logs.
   *
   * @default logs.RetentionDays.ONE_YEAR
   */
  readonly logRetention?: logs.RetentionDays;
}
