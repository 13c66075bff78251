import { Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { executionRoleArn } from '../cdk';

/**
 * ARN of the role with which CloudFormation deploys a construct: what the stack's synthesizer hands to CloudFormation.
 *
 * Undefined where the synthesizer hands none over; CloudFormation then acts with the credentials of whoever deploys.
 *
 * @see https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html#bootstrapping-env-roles
 */
export function deployingRoleArn(construct: IConstruct): string | undefined {
  return executionRoleArn(deployedStack(construct));
}

/** The stack that the CDK CLI deploys: nested stacks are deployed with the stack around them. */
function deployedStack(construct: IConstruct): Stack {
  let stack = Stack.of(construct);
  while (stack.nestedStackParent) { stack = stack.nestedStackParent; }
  return stack;
}
