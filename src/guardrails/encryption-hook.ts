import {
  aws_cloudformation as cloudformation, Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Names, Stack, Token,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal, valueRefusal } from '../cdk';
import { EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet } from './encryption-hook-choices';
import type { EncryptionHookProps } from './encryption-hook-props';
import { stackFilters, stacksAround, targetFilters } from './private/hook-filters';
import { HOOK_FUNCTION_DIRECTORY } from './private/hook-function';
import { assertHookRules } from './private/hook-rules';
import { hooksOf, LONGEST_SUFFIX, OF_RESOURCES } from './private/hooks-of-operations';
import { ENCRYPTION_HOOK_PROPS } from './shapes';
import { assertShape } from '../shapes';

/** CloudFormation waits for 30 seconds, the start of the function included. */
const TIMEOUT = Duration.seconds(28);

/** With it, the rules take about three seconds for as many buckets as a stack can have. */
const MEMORY_MB = 1024;

/** CloudFormation takes no more names of stacks, or ARNs of roles, in a filter. */
const MOST_FILTERS = 50;

const FILTERS = ['includeStackNames', 'excludeStackNames', 'includeRoleArns', 'excludeRoleArns'] as const;
const LISTS = ['operations', ...FILTERS] as const;

/** The length of each of the three names that the name of a Hook has. */
const LONGEST_NAME = 64;

// docs/decisions/0120
/**
 * A CloudFormation Hook that runs the rules of this library before CloudFormation creates or updates stacks, in the account and Region of its stack.
 *
 * It applies to all stacks, regardless of the tool that generates their templates. It consists of a Lambda function that has only permissions to
 * write its logs, and a role that CloudFormation assumes to invoke the function. The message of a failed Hook contains the resource, the rule and
 * the fix; the annotations of its result list all findings.
 *
 * Templates don't contain the values of their parameters, other stacks, or the templates of nested stacks. Findings that depend on them are
 * reported as undetermined, one severity lower than a violation. If a template can't be retrieved or read, the Hook fails.
 *
 * For `RESOURCE` and for `CLOUD_CONTROL`, it creates Hooks of their own, with the same function.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks.html
 *
 * @example
 * new EncryptionHook(this, 'Hook', {
 *   newFindingsOnly: true,
 *   excludeRoleArns: ['arn:aws:iam::111122223333:role/sandbox-deployment'],
 * });
 */
export class EncryptionHook extends Construct {
  /**
   * The names of the Hooks in the account and Region: that for `STACK` and `CHANGE_SET`, that for `RESOURCE`, and that for `CLOUD_CONTROL`, as far
   * as they are among the operations.
   */
  public readonly hookNames: string[];

  /**
   * The ARNs of the Hooks, in the order of `hookNames`.
   */
  public readonly hookArns: string[];

  /**
   * The function that runs the rules.
   */
  public readonly lambdaFunction: lambda.IFunction;

  /**
   * The log group of the function.
   */
  public readonly logGroup: logs.ILogGroup;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if a rule doesn't exist, if a list is empty or too long or contains a value twice, if options contradict each other, or if no rule can
   * be checked for an operation
   */
  constructor(scope: Construct, id: string, props: EncryptionHookProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_HOOK_PROPS);
    const { operations = [EncryptionHookOperation.STACK], ruleSet = EncryptionHookRuleSet.RECOMMENDED } = props;
    this.assertLists(props);
    assertHookRules(this, { operations, ruleSet, additionalRules: props.additionalRules, withoutRules: props.withoutRules });
    this.assertOperations(props, operations);
    if (props.newFindingsOnly && operations.includes(EncryptionHookOperation.CHANGE_SET)) {
      throw refusal(this, 'newFindingsOnly cannot be set for CHANGE_SET: requests for change sets do not have the deployed template',
        'remove CHANGE_SET, and use STACK, which also evaluates the execution of change sets');
    }
    if (props.logGroup && props.logRetention !== undefined) {
      throw refusal(this, `logRetention does not apply to the existing log group ${props.logGroup.node.path}`, 'set the retention of that log group, or leave logGroup out');
    }
    this.logGroup = props.logGroup ?? new logs.LogGroup(this, 'LogGroup', { retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR });
    this.lambdaFunction = this.createFunction(ruleSet, props);
    const hooks = this.createHooks(props, operations);
    this.hookNames = hooks.map(({ alias }) => alias);
    this.hookArns = hooks.map(({ attrHookArn }) => attrHookArn);
  }

  private createHooks(props: EncryptionHookProps, operations: readonly EncryptionHookOperation[]): cloudformation.CfnLambdaHook[] {
    const name = props.hookName ?? `Private::S3Encryption::${Names.uniqueResourceName(this, { maxLength: LONGEST_NAME - LONGEST_SUFFIX })}`;
    const executionRole = this.createExecutionRole().roleArn;
    return hooksOf(operations).map((one) => {
      const hook = new cloudformation.CfnLambdaHook(this, one.id, {
        alias: this.suffixed(name, one.suffix),
        executionRole,
        failureMode: props.failureMode ?? EncryptionHookFailureMode.WARN,
        hookStatus: props.enabled ?? true ? 'ENABLED' : 'DISABLED',
        lambdaFunction: this.lambdaFunction.functionArn,
        targetOperations: [...one.operations],
        stackFilters: one.hasStackFilters ? stackFilters(this, props) : undefined,
      });
      // The L1 construct demands a list of targets, with which CloudFormation accepts no list of actions.
      hook.addPropertyOverride('TargetFilters', targetFilters(one));
      return hook;
    });
  }

  private suffixed(hookName: string, suffix: string): string {
    const longest = LONGEST_NAME - suffix.length;
    if (!Token.isUnresolved(hookName) && hookName.split('::')[2].length > longest) {
      throw valueRefusal(this, 'hookName', hookName, `use at most ${longest} characters for the last of its three names`, `${suffix} is appended to it`);
    }
    return `${hookName}${suffix}`;
  }

  private createFunction(
    ruleSet: EncryptionHookRuleSet, { additionalRules, withoutRules, failOnWarnings, newFindingsOnly, acceptAcknowledgements }: EncryptionHookProps,
  ): lambda.Function {
    const role = new iam.Role(this, 'FunctionRole', {
      description: 'Writes the log of the function that checks templates for a CloudFormation Hook',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { WriteLog: policy('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn) },
    });
    return new lambda.Function(this, 'Function', {
      description: 'Checks templates for a CloudFormation Hook with the rules of cdk-s3-encryption',
      runtime: lambda.determineLatestNodeRuntime(this),
      handler: 'index.handler',
      code: lambda.Code.fromAsset(HOOK_FUNCTION_DIRECTORY),
      environment: {
        CONFIGURATION: JSON.stringify({ ruleSet, additionalRules, withoutRules, failOnWarnings, newFindingsOnly, acceptAcknowledgements }),
      },
      timeout: TIMEOUT,
      memorySize: MEMORY_MB,
      logGroup: this.logGroup,
      role,
    });
  }

  /** The condition is that of the example in https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/registry-public.html. */
  private createExecutionRole(): iam.Role {
    return new iam.Role(this, 'ExecutionRole', {
      description: 'Invokes the function that checks templates for a CloudFormation Hook',
      assumedBy: new iam.ServicePrincipal('hooks.cloudformation.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: { InvokeFunction: policy('InvokeFunction', ['lambda:InvokeFunction'], this.lambdaFunction.functionArn) },
    });
  }

  private assertLists(props: EncryptionHookProps): void {
    for (const name of LISTS) {
      const list: readonly string[] | undefined = props[name];
      if (list?.length === 0) { throw valueRefusal(this, name, [], 'pass at least one value, or leave it out'); }
      // The stacks around the construct are excluded, too.
      const most = name === 'excludeStackNames' ? MOST_FILTERS - stacksAround(this).length : MOST_FILTERS;
      if (list && list.length > most) { throw refusal(this, `${name} has ${list.length} values, but CloudFormation allows at most ${most}`, 'use patterns with *'); }
      const twice = list?.find((one, i) => list.indexOf(one) < i);
      if (twice !== undefined) { throw valueRefusal(this, name, list, `specify ${twice} once`); }
    }
  }

  private assertOperations(props: EncryptionHookProps, operations: readonly EncryptionHookOperation[]): void {
    const ofResources = operations.filter((one) => OF_RESOURCES.includes(one)).join(' and ');
    if (props.acceptAcknowledgements && ofResources !== '') {
      throw refusal(this, `acceptAcknowledgements cannot be set for ${ofResources}: requests for resources do not have their Metadata`,
        `leave out ${ofResources}, and create a second EncryptionHook for it`);
    }
    const filter = FILTERS.find((name) => props[name] !== undefined);
    if (filter !== undefined && hooksOf(operations).every(({ hasStackFilters }) => !hasStackFilters)) {
      throw refusal(this, `${filter} has no effect for ${operations.join(' and ')}: CloudFormation ignores filters of stacks there`, `leave out ${filter}`);
    }
  }
}

function policy(sid: string, actions: string[], resource: string): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ sid, actions, resources: [resource] })] });
}
