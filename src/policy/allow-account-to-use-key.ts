import { aws_iam as iam } from 'aws-cdk-lib';
import type { Conditions } from './through-s3';

/**
 * Lets principals of an account use a key, if their IAM policies allow it.
 *
 * @param account The account: its root stands for the principals that IAM allows. With `*`, a role without permissions in IAM could decrypt.
 * @param confining For what else the use is confined to, as far as AWS documents what a service tells AWS KMS
 * @param actions How they use it
 */
export function allowAccountToUseKey(account: string, confining: Conditions, actions = ['kms:Decrypt', 'kms:GenerateDataKey']): iam.PolicyStatement {
  return new iam.PolicyStatement({
    principals: [new iam.AccountPrincipal(account)],
    actions,
    resources: ['*'],
    conditions: { ...confining, StringEquals: { ...confining.StringEquals, 'kms:CallerAccount': account } },
  });
}
