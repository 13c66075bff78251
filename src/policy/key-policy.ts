import { Annotations, type aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Adds a statement to the policy of a key, once, however often it is asked for.
 *
 * A key that is imported keeps its policy: a warning then says what has to be added to it.
 *
 * @param scope Whose statement it is: the construct that a warning is put on
 */
export function addToKeyPolicy(scope: IConstruct, key: kms.IKey, statement: iam.PolicyStatement): iam.AddToResourcePolicyResult {
  const text = JSON.stringify(Stack.of(scope).resolve(statement.toStatementJson()));
  const said = STATEMENTS.get(key) ?? new Map<string, iam.AddToResourcePolicyResult>();
  STATEMENTS.set(key, said);
  const before = said.get(text);
  if (before) { return before; }
  const result = key.addToResourcePolicy(statement, true);
  said.set(text, result);
  if (!result.statementAdded) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyNotChanged',
      `The policy of key ${key.node.path} is not part of this app, and has to have this statement: ${text}`);
  }
  return result;
}

/** What has been added to each key's policy. */
const STATEMENTS = new WeakMap<kms.IKey, Map<string, iam.AddToResourcePolicyResult>>();
