import {
  aws_cloudformation as cloudformation, Duration, aws_iam as iam, aws_lambda as lambda, aws_logs as logs, Names, Stack,
} from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { refusal, valueRefusal } from '../cdk';
import { EncryptionHookFailureMode, EncryptionHookOperation, EncryptionHookRuleSet } from './encryption-hook-choices';
import type { EncryptionHookProps } from './encryption-hook-props';
import { stackFilters, targetFilters } from './private/hook-filters';
import { HOOK_FUNCTION_DIRECTORY, hookRuleNames } from './private/hook-function';
import { ENCRYPTION_HOOK_PROPS } from './shapes';
import { assertShape } from '../shapes';

/** CloudFormation waits no longer. */
const TIMEOUT = Duration.seconds(30);

/** With it, the rules take about three seconds for as many buckets as a stack can have. */
const MEMORY_MB = 1024;

/** CloudFormation takes no more names of stacks, or ARNs of roles, in a filter. */
const MOST_FILTERS = 50;

const LISTS = ['operations', 'includeStackNames', 'excludeStackNames', 'includeRoleArns', 'excludeRoleArns'] as const;

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
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/lambda-hooks.html
 *
 * @example
 * new EncryptionHook(this, 'Hook', {
 *   newFindingsOnly: true,
 *   excludeStackNames: ['sandbox-*'],
 * });
 */
export class EncryptionHook extends Construct {
  /**
   * The name of the Hook in the account and Region.
   */
  public readonly hookName: string;

  /**
   * The ARN of the Hook.
   */
  public readonly hookArn: string;

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
   * @throws if a rule doesn't exist, if a list is empty or too long or contains a value twice, or if options contradict each other
   */
  constructor(scope: Construct, id: string, props: EncryptionHookProps = {}) {
    super(scope, id);
    assertShape(this.node.path, props, ENCRYPTION_HOOK_PROPS);
    const { operations = [EncryptionHookOperation.STACK] } = props;
    this.assertLists(props);
    this.assertRules('additionalRules', props.additionalRules);
    this.assertRules('withoutRules', props.withoutRules);
    if (props.newFindingsOnly && operations.includes(EncryptionHookOperation.CHANGE_SET)) {
      throw refusal(this, 'newFindingsOnly cannot be set for CHANGE_SET: requests for change sets do not have the deployed template',
        'remove CHANGE_SET, and use STACK, which also evaluates the execution of change sets');
    }
    if (props.logGroup && props.logRetention !== undefined) {
      throw refusal(this, `logRetention does not apply to the existing log group ${props.logGroup.node.path}`, 'set the retention of that log group, or leave logGroup out');
    }
    this.hookName = props.hookName ?? `Private::S3Encryption::${Names.uniqueResourceName(this, { maxLength: 64 })}`;
    this.logGroup = props.logGroup ?? new logs.LogGroup(this, 'LogGroup', { retention: props.logRetention ?? logs.RetentionDays.ONE_YEAR });
    this.lambdaFunction = this.createFunction(props);
    const hook = new cloudformation.CfnLambdaHook(this, 'Resource', {
      alias: this.hookName,
      executionRole: this.createExecutionRole().roleArn,
      failureMode: props.failureMode ?? EncryptionHookFailureMode.WARN,
      hookStatus: props.enabled ?? true ? 'ENABLED' : 'DISABLED',
      lambdaFunction: this.lambdaFunction.functionArn,
      targetOperations: operations,
      stackFilters: stackFilters(props, Stack.of(this).stackName),
    });
    // The L1 construct demands a list of targets, with which CloudFormation accepts no list of actions.
    hook.addPropertyOverride('TargetFilters', targetFilters(operations));
    this.hookArn = hook.attrHookArn;
  }

  private createFunction(props: EncryptionHookProps): lambda.Function {
    const role = new iam.Role(this, 'FunctionRole', {
      description: 'Writes the log of the function that checks templates for a CloudFormation Hook',
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      inlinePolicies: { WriteLog: policy('WriteLog', ['logs:CreateLogStream', 'logs:PutLogEvents'], this.logGroup.logGroupArn) },
    });
    const { additionalRules, withoutRules, failOnWarnings, newFindingsOnly, acceptAcknowledgements } = props;
    const ruleSet = props.ruleSet ?? EncryptionHookRuleSet.RECOMMENDED;
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
      // The stack of the construct is excluded, too.
      const most = name === 'excludeStackNames' ? MOST_FILTERS - 1 : MOST_FILTERS;
      if (list && list.length > most) { throw refusal(this, `${name} has ${list.length} values, but CloudFormation allows at most ${most}`, 'use patterns with *'); }
      const twice = list?.find((one, i) => list.indexOf(one) < i);
      if (twice !== undefined) { throw valueRefusal(this, name, list, `specify ${twice} once`); }
    }
  }

  private assertRules(prop: string, names: readonly string[] = []): void {
    const known = names.length === 0 ? [] : hookRuleNames();
    const unknown = names.find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw refusal(this, `${prop} contains ${JSON.stringify(unknown)}, but this rule doesn't exist`, 'use a name that "npx cdk-s3-encryption rules" lists');
    }
  }
}

function policy(sid: string, actions: string[], resource: string): iam.PolicyDocument {
  return new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ sid, actions, resources: [resource] })] });
}
