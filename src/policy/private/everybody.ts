import { aws_iam as iam, type IResource, Token } from 'aws-cdk-lib';
import { areExact, areInOrganizations, demandedValues, type PrincipalConditions } from './confining-conditions';
import { refusal } from '../../cdk';

/**
 * `*`, confined to other accounts.
 *
 * `*` includes roles of the bucket's account that have no IAM permissions: a statement of a resource policy would be
 * enough for them. Roles of other accounts need permission in their own account too.
 *
 * @throws if the principal's conditions do not say which accounts
 */
export function otherAccounts(bucket: IResource, { principalJson, conditions }: iam.PrincipalPolicyFragment): iam.PrincipalPolicyFragment {
  const asked = conditions as PrincipalConditions;
  const paths = demandedValues(asked, 'aws:PrincipalOrgPaths').filter(areInOrganizations);
  const organizations = demandedValues(asked, 'aws:PrincipalOrgID').filter(areExact);
  const accounts = demandedValues(asked, 'aws:PrincipalAccount').filter(areExact);
  if (paths.length + organizations.length + accounts.length === 0) { throw everybodyRefused(bucket.node.path, conditions); }
  if (accounts.some((listed) => listed.every((account) => account === bucket.env.account))) {
    throw refusal(bucket,
      `cannot grant access to everyone in account ${accounts.flat().join(', ')}, which owns the bucket: `
      + 'roles and users without any IAM permission would be included',
      'grant access to the roles and users themselves');
  }
  const { StringEquals: equal, StringNotEquals: unequal } = conditions as { [operator: string]: { [conditionKey: string]: unknown } | undefined };
  return new iam.PrincipalPolicyFragment(principalJson, {
    ...conditions as object,
    ...organizations.length > 0 || paths.length === 0 ? {} : { StringEquals: { ...equal, ...withinOrganizationOf(paths[0]) } },
    StringNotEquals: { ...unequal, 'aws:PrincipalAccount': excluding(bucket, unequal?.['aws:PrincipalAccount']) },
  });
}

/** S3 treats a policy whose only confinement has a wildcard as public, and rejects it. */
function withinOrganizationOf(paths: readonly string[]): { [conditionKey: string]: string | string[] } {
  if (paths.some((path) => Token.isUnresolved(path))) { return {}; }
  const ids = [...new Set(paths.map((path) => path.split('/')[0]))];
  return { 'aws:PrincipalOrgID': ids.length === 1 ? ids[0] : ids };
}

function excluding(bucket: IResource, excluded: unknown): unknown {
  const { account } = bucket.env;
  if (excluded === undefined) { return account; }
  return [...new Set([excluded, account].flat())];
}


/** The error for a grant to everyone. */
export function everybodyRefused(path: string, conditions: unknown = {}): Error {
  const value = Object.keys(conditions as object).length === 0 ? '*' : `* with conditions ${Object.keys(conditions as object).join(', ')}`;
  return refusal(path, `cannot grant access to everyone (value: ${value})`,
    'to serve content publicly, use CloudFront with an EncryptedBucketOrigin. To share with other accounts, use grantCrossAccountRead() or '
    + 'grantCrossAccountWrite() with a CrossAccountGrantee, or a principal with a condition that names organizations or accounts without wildcards: '
    + 'aws:PrincipalOrgID, aws:PrincipalOrgPaths, or aws:PrincipalAccount');
}
