import { aws_iam as iam } from 'aws-cdk-lib';

// docs/decisions/0093
/**
 * Denies grants that are not for a resource of AWS, whoever creates them, and whatever statement or grant would allow it.
 *
 * Both keys have to be `false` or absent: a request of an AWS service for itself says only that a service sends it, and one on behalf of
 * somebody says only that the grant is for a resource of AWS. `IfExists` denies requests that say neither. AWS Control Tower's CT.KMS.PR.3
 * requires exactly these conditions.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-grant-is-for-aws-resource
 */
export function denyOtherGrants(): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'DenyGrantsExceptForAwsResources',
    effect: iam.Effect.DENY,
    principals: [new iam.AnyPrincipal()],
    actions: ['kms:CreateGrant'],
    resources: ['*'],
    conditions: { BoolIfExists: { 'kms:GrantIsForAWSResource': 'false', 'aws:PrincipalIsAWSService': 'false' } },
  });
}
