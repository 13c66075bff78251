import { Annotations, type aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { keyResource, unlessDeployedTo } from '../cdk';
import { addToKeyResourcePolicy } from './key-resource-policy';

/**
 * Adds a statement to the policy of a key, once, however often it is asked for.
 *
 * A key that is imported keeps its policy: a warning then says what has to be added to it.
 *
 * @param scope Whose statement it is: the construct that a warning is put on
 * @param unless The account to which the stack may be deployed, and then doesn't need the statement
 */
export function addToKeyPolicy(scope: IConstruct, key: kms.IKey, statement: iam.PolicyStatement, unless?: string): iam.AddToResourcePolicyResult {
  const resource = keyResource(key);
  if (resource) {
    addToKeyResourcePolicy(resource, statement);
    return { statementAdded: true, policyDependable: resource };
  }
  const result = key.addToResourcePolicy(statement, true);
  if (!result.statementAdded) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyNotChanged',
      `The policy of key ${key.node.path} is not part of this app, and must include this statement${unlessDeployedTo(unless)}: `
      + JSON.stringify(Stack.of(scope).resolve(statement.toStatementJson())));
  }
  return result;
}
