import { aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import { appended } from './append-statement';
import { KEY_POLICY_LIMIT, limitPolicy } from '../cdk';
import { ConstructMap } from '../construct-state';

/**
 * Adds a statement to the policy of a key of the app, unless it is there already.
 *
 * A key without a policy gets what AWS KMS gives it, which leaves its use to the account's own policies: a policy that
 * is written out takes the place of that one.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function addToKeyResourcePolicy(key: kms.CfnKey, statement: iam.PolicyStatement): void {
  const said = STATEMENTS.get(key) ?? new Set<string>();
  STATEMENTS.set(key, said);
  const text = JSON.stringify(Stack.of(key).resolve(statement.toStatementJson()));
  if (said.has(text)) { return; }
  said.add(text);
  limitPolicy(key, KEY_POLICY_LIMIT, () => key.keyPolicy);
  key.keyPolicy = appended(key, key.keyPolicy ?? new iam.PolicyDocument({ statements: [leftToAccount()] }), statement);
}

/** What has been added to each key's policy: buckets that share a key may ask for the same. */
const STATEMENTS = new ConstructMap<kms.CfnKey, Set<string>>('key policy statements');

function leftToAccount(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'EnableIamPolicies', principals: [new iam.AccountRootPrincipal()], actions: ['kms:*'], resources: ['*'],
  });
}
