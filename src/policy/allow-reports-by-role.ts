import { aws_iam as iam } from 'aws-cdk-lib';

/** A role of another account, and what it may write. */
export interface ReportsGrant {
  readonly sid: string;
  readonly account: string;
  /** Full ARN of the role; it need not exist yet. */
  readonly roleArn: string;
  readonly resources: string[];
}

/**
 * Allows a role of another account to write.
 *
 * Names the account and compares the role: S3 refuses a policy that names a role which does not exist.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-iam-role-policies.html
 */
export function allowReportsByRole({ sid, account, roleArn, resources }: ReportsGrant): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid,
    principals: [new iam.AccountPrincipal(account)],
    actions: ['s3:PutObject'],
    resources,
    conditions: { ArnEquals: { 'aws:PrincipalArn': roleArn } },
  });
}
