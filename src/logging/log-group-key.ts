import { Annotations, aws_iam as iam, type aws_kms as kms, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { serviceKey } from '../policy';
import { cloudWatchLogsPrincipal } from './private/cloud-watch-logs-principal';
import { plainText } from './private/plain-text';

/** A key for one log group: CloudWatch Logs may use it for that one, the account may administer it. */
export function logGroupKey(scope: Construct, logGroupName: string): kms.Key {
  return serviceKey(scope, `Encrypts the log group ${logGroupName}`, allowLogGroup(scope, logGroupName));
}

/** Lets CloudWatch Logs use a key that was given. */
export function letLogGroupUse(scope: Construct, key: kms.IKey, logGroupName: string): void {
  const statement = allowLogGroup(scope, logGroupName);
  if (key.addToResourcePolicy(statement, true).statementAdded) { return; }
  Annotations.of(scope).addWarningV2('cdk-s3-encryption:keyPolicyLacksLogGroup',
    `The key ${key.node.path} is imported, so its policy cannot be changed here. The log group cannot be made unless it has this statement: `
    + plainText(scope, statement.toStatementJson()));
}

/**
 * Names the log group by its name, which is known beforehand: a reference would be a circle, because the log group
 * needs the key.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function allowLogGroup(scope: Construct, logGroupName: string): iam.PolicyStatement {
  const stack = Stack.of(scope);
  return new iam.PolicyStatement({
    sid: 'AllowLogGroup',
    principals: [new iam.ServicePrincipal(cloudWatchLogsPrincipal(stack))],
    actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
    resources: ['*'],
    conditions: {
      ArnEquals: { 'kms:EncryptionContext:aws:logs:arn': `arn:${stack.partition}:logs:${stack.region}:${stack.account}:log-group:${logGroupName}` },
    },
  });
}
