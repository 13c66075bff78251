import { aws_cloudformation as cloudformation, Token } from 'aws-cdk-lib';
import { EncryptionHookOperation } from '../encryption-hook-choices';
import type { EncryptionHookProps } from '../encryption-hook-props';

/** Types of resources about which a rule can be asked that needs no other resource: wildcards match all of a service. */
const TYPES = ['AWS::S3::*', 'AWS::S3Express::*', 'AWS::S3Tables::*', 'AWS::S3Vectors::*', 'AWS::KMS::*'];

/** Deletions have no template. */
const ACTIONS = ['CREATE', 'UPDATE'];

const OF_TEMPLATES: readonly EncryptionHookOperation[] = [EncryptionHookOperation.STACK, EncryptionHookOperation.CHANGE_SET];

/**
 * For what the Hook is invoked. AWS documents no form in which names of types and operations on stacks go together: where stacks are evaluated as
 * well, the function is invoked for all types, and finds nothing in those of others.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-target-filtering.html
 */
export function targetFilters(operations: readonly EncryptionHookOperation[]): object {
  return operations.some((one) => OF_TEMPLATES.includes(one)) ? { Actions: ACTIONS } : { Actions: ACTIONS, TargetNames: TYPES };
}

/**
 * Whose stacks the Hook is invoked for: of both filters, where both are there. It is not invoked for its own stack.
 *
 * @param stackName Nothing is known of that of a nested stack.
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-stack-level-filtering.html
 */
export function stackFilters(props: EncryptionHookProps, stackName: string): cloudformation.CfnLambdaHook.StackFiltersProperty | undefined {
  const own = Token.isUnresolved(stackName) ? [] : [stackName];
  const stackNames = filter(props.includeStackNames, [...new Set([...own, ...props.excludeStackNames ?? []])]);
  const stackRoles = filter(props.includeRoleArns, props.excludeRoleArns ?? []);
  return stackNames || stackRoles ? { filteringCriteria: 'ALL', stackNames, stackRoles } : undefined;
}

function filter(include: string[] | undefined, exclude: string[]): { readonly include?: string[]; readonly exclude?: string[] } | undefined {
  return include || exclude.length > 0 ? { include, exclude: exclude.length > 0 ? exclude : undefined } : undefined;
}
