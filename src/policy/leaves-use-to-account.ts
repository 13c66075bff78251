import { aws_iam as iam, type aws_kms as kms, Stack, Token } from 'aws-cdk-lib';
import { isPolicyDocument } from './policy-document';
import { keyResource } from '../cdk';

interface Statement {
  readonly [element: string]: unknown;
}

/**
 * Whether the policy of a key leaves its use to the IAM policies of an account: by the statement that every `kms.Key` has by default, or
 * by `statement`. A policy that isn't part of the app, or of which this isn't known, is none that is known to do so.
 *
 * @param statement What allows the account as much as is needed
 */
export function leavesUseToAccount(key: kms.IKey, account: string, statement: iam.PolicyStatement): boolean {
  const resource = keyResource(key);
  if (!resource) { return false; }
  // AWS KMS then gives the key a policy that does.
  if (resource.keyPolicy === undefined) { return true; }
  const resolved = (value: unknown): unknown => Stack.of(resource).resolve(value);
  const text = (value: unknown) => JSON.stringify(resolved(value));
  const enough = text(statement.toStatementJson());
  const root = text(new iam.AccountPrincipal(account).policyFragment.principalJson.AWS[0]);
  return statementsOf(resource.keyPolicy, resolved).some((one) => {
    if (JSON.stringify(one) === enough) { return true; }
    const { Action: actions, Condition: condition, Effect: effect, Principal: principal } = one;
    return effect === 'Allow' && condition === undefined && listed(actions).includes('kms:*')
      && listed((principal as Statement | undefined)?.AWS).some((name) => JSON.stringify(name) === root);
  });
}

function statementsOf(document: unknown, resolved: (value: unknown) => unknown): Statement[] {
  if (!isPolicyDocument(document) && Token.isUnresolved(document)) { return []; }
  // To resolve a document of CDK would freeze its statements.
  const written = resolved(isPolicyDocument(document) ? document.toJSON() : document) as Statement | undefined;
  return listed(written?.Statement).filter((one): one is Statement => typeof one === 'object' && one !== null);
}

function listed(value: unknown): unknown[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}
