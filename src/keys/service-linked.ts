import type { aws_iam as iam } from 'aws-cdk-lib';
import { refusal } from '../cdk';
import { withoutTokens } from '../encryption/internal';

/**
 * Why a grant to a service-linked role fails: only AWS writes its policies, and IAM rejects others at deployment.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
 */
export const SERVICE_LINKED = 'only AWS can change the policies of a service-linked role';

/** Whether an ARN is that of a service-linked role; a part of it may be known at deployment only. */
export function isServiceLinkedRole(arn: string): boolean {
  return /(?:^|:)role\/aws-service-role\//.test(arn);
}

/** @throws if what a grant adds to the grantee's own policies could never be deployed */
export function assertPoliciesCanChange(path: string, { grantPrincipal: { policyFragment: { principalJson } } }: iam.IGrantable): void {
  const arn = [principalJson.AWS ?? []].flat().find((name) => isServiceLinkedRole(name));
  if (arn === undefined) { return; }
  throw refusal(path, `cannot grant access to ${withoutTokens(arn).replaceAll('\0', '*')}: ${SERVICE_LINKED}`, 'pass a role or user whose policies can be changed');
}
