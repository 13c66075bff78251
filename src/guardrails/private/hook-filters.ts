import { type aws_cloudformation as cloudformation, ScopedAws, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import type { HookOfOperations } from './hooks-of-operations';
import type { EncryptionHookProps } from '../encryption-hook-props';

/** Types of resources about which a rule can be asked that needs no other resource: wildcards match all of a service. */
const TYPES = ['AWS::S3::*', 'AWS::S3Express::*', 'AWS::S3Tables::*', 'AWS::S3Vectors::*', 'AWS::KMS::*'];

/** Deletions have no template. */
const ACTIONS = ['CREATE', 'UPDATE'];

/**
 * For what a Hook is invoked.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-target-filtering.html
 */
export function targetFilters({ isOfResources }: HookOfOperations): object {
  return isOfResources ? { Actions: ACTIONS, TargetNames: TYPES } : { Actions: ACTIONS };
}

/** The stacks that a construct is part of: its own, and those that this one is nested in. Updating one of them updates the construct. */
export function stacksAround(scope: IConstruct): Stack[] {
  const stacks: Stack[] = [];
  for (let stack: Stack | undefined = Stack.of(scope); stack; stack = stack.nestedStackParent) { stacks.push(stack); }
  return stacks;
}

/**
 * Whose stacks a Hook is invoked for: of both filters, where both are there. It is not invoked for the stacks of its construct, whose names are those
 * that they are deployed with: StackSets and `--stack-name` give others than the app.
 *
 * @see https://docs.aws.amazon.com/cloudformation-cli/latest/hooks-userguide/hooks-stack-level-filtering.html
 */
export function stackFilters(scope: IConstruct, props: EncryptionHookProps): cloudformation.CfnLambdaHook.StackFiltersProperty {
  const stacks = stacksAround(scope);
  const literal = stacks.map(({ stackName }) => stackName).filter((name) => !Token.isUnresolved(name));
  const others = (props.excludeStackNames ?? []).filter((name) => !literal.includes(name));
  const { includeStackNames, includeRoleArns, excludeRoleArns } = props;
  return {
    filteringCriteria: 'ALL',
    stackNames: { include: includeStackNames, exclude: [...stacks.map((stack) => new ScopedAws(stack).stackName), ...others] },
    stackRoles: includeRoleArns || excludeRoleArns ? { include: includeRoleArns, exclude: excludeRoleArns } : undefined,
  };
}
