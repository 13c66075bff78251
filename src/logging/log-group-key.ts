import { Annotations, CfnDeletionPolicy, aws_iam as iam, type aws_kms as kms, Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { limitKeyPolicy, mainResource } from '../cdk';
import { ConstructMap } from '../construct-state';
import { isRetained, removalAttribute, serviceKey } from '../policy';
import { CLOUDWATCH_LOGS_EXPORT } from '../services';
import { conditionValues } from './private/condition-values';
import { plainText } from './private/plain-text';
import { principalInRegion } from './private/service-principal';

/** A key for one log group: CloudWatch Logs may use it for that one, the account may administer it. */
export function logGroupKey(scope: Construct, logGroupName: string): kms.Key {
  return serviceKey(scope, `Encrypts the log group ${logGroupName}`, allowLogGroups(scope, () => [logGroupArn(scope, logGroupName)]));
}

/** The ARNs of the log groups that each key was given for: they share a statement of its policy. */
const LOG_GROUPS = new ConstructMap<kms.IKey, Set<string>>('log groups of key');

/** Lets CloudWatch Logs use a key that was given for the `LogGroup` of a construct. */
export function letLogGroupUse(scope: Construct, key: kms.IKey, logGroupName: string): void {
  scope.node.addValidation({ validate: () => warnIfKeyGoes(scope, key) });
  const arn = logGroupArn(scope, logGroupName);
  const before = LOG_GROUPS.get(key);
  if (before) {
    before.add(arn);
    return;
  }
  const arns = new Set([arn]);
  limitKeyPolicy(key);
  if (key.addToResourcePolicy(allowLogGroups(scope, () => [...arns]), true).statementAdded) {
    LOG_GROUPS.set(key, arns);
    return;
  }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyLacksLogGroup',
    `The key ${key.node.path} is imported, so its policy cannot be changed here. The log group cannot be created unless the key policy has this statement: `
    + plainText(scope, allowLogGroups(scope, () => [arn]).toStatementJson()));
}

function logGroupArn(scope: Construct, logGroupName: string): string {
  const { partition, region, account } = Stack.of(scope);
  return `arn:${partition}:logs:${region}:${account}:log-group:${logGroupName}`;
}

/** The author of a key decides what becomes of it. */
function warnIfKeyGoes(scope: Construct, key: kms.IKey): string[] {
  const deletionPolicies = [scope.node.findChild('LogGroup'), key].map(mainResource)
    .map((resource) => (resource ? removalAttribute(resource, 'deletionPolicy') : CfnDeletionPolicy.RETAIN));
  const [kept, goes] = deletionPolicies;
  if (isRetained(kept) && !Token.isUnresolved(goes) && !isRetained(goes)) {
    Annotations.of(scope).addWarningV2('cdk-s3-encryption:logGroupKeyNotRetained',
      `The log group is retained (DeletionPolicy: ${kept}), but its key ${key.node.path} is not (DeletionPolicy: ${goes ?? 'none'}). `
      + 'After AWS KMS deletes the key, nobody can read the logs. Fix: set the removal policy of the key to RemovalPolicy.RETAIN.');
  }
  return [];
}

/**
 * Names log groups by their names, which are known beforehand: a reference would be a circle, because the log group
 * needs the key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function allowLogGroups(scope: Construct, arns: () => string[]): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'AllowLogGroup',
    principals: [new iam.ServicePrincipal(principalInRegion(CLOUDWATCH_LOGS_EXPORT.principal, Stack.of(scope)))],
    // Without kms:Describe* of AWS's example: a request without an encryption context never meets the condition.
    actions: ['kms:Decrypt*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: { ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': conditionValues(arns) } },
  });
}
