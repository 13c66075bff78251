import { aws_iam as iam, type aws_s3 as s3, Token, TokenComparison } from 'aws-cdk-lib';
import { refusal } from '../cdk';
import { isAccountId } from '../encryption/internal';
import { isServiceLinkedRole, SERVICE_LINKED } from '../keys/internal';

/** An OU's place in its organization, from the organization's root downwards. */
const OU_PATH = /^(o-[a-z0-9]{10,32})\/r-[a-z0-9]{4,32}(?:\/ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})+$/;

/** It would need permission in its own account, too. */
const SERVICE_LINKED_FIX = `pass a role whose policies can be changed: ${SERVICE_LINKED}`;

const ROLE_ARN = /^arn:[^:*?]+:iam::\d{12}:role\/[^:]+$/;

// docs/decisions/0018
/**
 * A grantee of cross-account access: an account, roles of an account, an organization, or an organizational unit.
 *
 * The IAM policies in a grantee account determine which of its roles can use the access.
 *
 * @example
 * const bucket = new EncryptedBucket(this, 'Data');
 * bucket.grantCrossAccountRead(CrossAccountGrantee.account('444455556666'));
 * bucket.grantCrossAccountWrite(CrossAccountGrantee.organization('o-a1b2c3d4e5'), 'inbox/*');
 */
export class CrossAccountGrantee {
  /**
   * Another account.
   *
   * @param accountId The 12 digits of the account ID
   * @returns the grantee
   * @throws if the ID isn't a 12-digit number
   */
  public static account(accountId: string): CrossAccountGrantee {
    if (!Token.isUnresolved(accountId) && !isAccountId(accountId)) {
      throw granteeRefusal('account', accountId, 'pass the 12 digits of the account ID');
    }
    return new CrossAccountGrantee(`Account${accountId}`, { accountId }, () => new iam.AccountPrincipal(accountId));
  }

  /**
   * One role of another account. The role doesn't have to exist yet.
   *
   * @param roleArn The ARN of the role, of the form `arn:aws:iam::444455556666:role/reader`
   * @returns the grantee
   * @throws if the ARN isn't a literal role ARN, is the ARN of a service-linked role, or has wildcards; for a pattern, use `rolesMatching()`
   */
  public static role(roleArn: string): CrossAccountGrantee {
    const fix = 'pass an ARN of the form arn:aws:iam::ACCOUNT:role/NAME';
    if (Token.isUnresolved(roleArn)) { throw granteeRefusal('role', roleArn, `${fix}, as a literal`); }
    if (/[*?]/.test(roleArn)) { throw granteeRefusal('role', roleArn, `${fix} without wildcards, or use CrossAccountGrantee.rolesMatching() for a pattern`); }
    if (!ROLE_ARN.test(roleArn)) { throw granteeRefusal('role', roleArn, fix); }
    if (isServiceLinkedRole(roleArn)) { throw granteeRefusal('role', roleArn, SERVICE_LINKED_FIX); }
    return CrossAccountGrantee.rolesOf('Role', roleArn, 'ArnEquals');
  }

  /**
   * The roles of another account whose ARNs match a pattern, for example `arn:aws:iam::444455556666:role/readers/*`.
   *
   * Anyone who can create roles in the other account can create one that matches.
   *
   * @param roleArnPattern The pattern, in which `*` matches any characters and `?` matches one character; the account ID must be a literal
   * @returns the grantee
   * @throws if the pattern doesn't match roles of one account, or matches every role of the account; for all roles, use `account()`
   */
  public static rolesMatching(roleArnPattern: string): CrossAccountGrantee {
    const fix = 'pass a pattern of the form arn:aws:iam::ACCOUNT:role/PATH/*';
    if (Token.isUnresolved(roleArnPattern)) { throw granteeRefusal('pattern of roles', roleArnPattern, `${fix}, as a literal`); }
    if (!ROLE_ARN.test(roleArnPattern)) { throw granteeRefusal('pattern of roles', roleArnPattern, `${fix}, with the 12 digits of the account ID`); }
    if (/:role\/[*?/]+$/.test(roleArnPattern)) { throw granteeRefusal('pattern of roles', roleArnPattern, `${fix}, or use CrossAccountGrantee.account() for all roles of the account`); }
    if (isServiceLinkedRole(roleArnPattern)) { throw granteeRefusal('pattern of roles', roleArnPattern, SERVICE_LINKED_FIX); }
    return CrossAccountGrantee.rolesOf('Roles', roleArnPattern, 'ArnLike');
  }

  /**
   * All other accounts of an organization.
   *
   * The bucket's own account is excluded: its roles get their permissions from IAM policies, for example with `grantRead()`.
   *
   * @param organizationId The organization ID, of the form `o-a1b2c3d4e5`
   * @returns the grantee
   * @throws if the ID isn't an organization ID
   */
  public static organization(organizationId: string): CrossAccountGrantee {
    if (!Token.isUnresolved(organizationId) && !/^o-[a-z0-9]{10,32}$/.test(organizationId)) {
      throw granteeRefusal('organization', organizationId, 'pass an ID of the form o-a1b2c3d4e5');
    }
    return new CrossAccountGrantee(`Organization${organizationId}`, { organizationId }, (bucket) =>
      everyOtherAccount(bucket, { StringEquals: { 'aws:PrincipalOrgID': organizationId } }));
  }

  /**
   * All other accounts of an organizational unit and of its nested units.
   *
   * The bucket's own account is excluded: its roles get their permissions from IAM policies, for example with `grantRead()`.
   *
   * @param path The path from the organization to the unit, of the form `o-a1b2c3d4e5/r-ab12/ou-ab12-11111111`
   * @returns the grantee
   * @throws if the path isn't the path of an organizational unit
   */
  public static organizationalUnit(path: string): CrossAccountGrantee {
    const [, organizationId] = OU_PATH.exec(path) ?? [];
    if (organizationId === undefined) {
      throw granteeRefusal('organizational unit', path, 'pass the path from the organization to the unit, of the form o-a1b2c3d4e5/r-ab12/ou-ab12-11111111');
    }
    return new CrossAccountGrantee(`Unit${path}`, { organizationId }, (bucket) => everyOtherAccount(bucket, {
      // S3 takes a policy with a wildcard for its only confinement to be public, and refuses it.
      'StringEquals': { 'aws:PrincipalOrgID': organizationId },
      'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': `${path}/*` },
    }));
  }

  /** Policies that name a role directly are rejected while it does not exist, and forget it when it is replaced. */
  private static rolesOf(kind: 'Role' | 'Roles', arn: string, operator: 'ArnEquals' | 'ArnLike'): CrossAccountGrantee {
    const accountId = arn.split(':')[4];
    return new CrossAccountGrantee(arn.replace(/^.*?:iam::(\d+):role\//, `${kind}$1`), { accountId }, () =>
      new iam.AccountPrincipal(accountId).withConditions({ [operator]: { 'aws:PrincipalArn': arn } }));
  }

  /**
   * The account that is the grantee, or that the grantee's roles belong to.
   *
   * @default - undefined for an organization or organizational unit; see `organizationId`
   */
  public readonly accountId?: string;

  /**
   * The organization that is the grantee, or that the organizational unit belongs to.
   *
   * @default - undefined for an account or roles of an account; see `accountId`
   */
  public readonly organizationId?: string;

  private constructor(
    /**
     * What the grantee is called in names of statements and outputs.
     *
     * @internal
     */
    public readonly _name: string,
    { accountId, organizationId }: { readonly accountId?: string; readonly organizationId?: string },
    private readonly principalFor: (bucket: s3.IBucket) => iam.IPrincipal,
  ) {
    this.accountId = accountId;
    this.organizationId = organizationId;
  }

  /**
   * The principal for the policies of a bucket and its key.
   *
   * @internal
   */
  public _bind(bucket: s3.IBucket): iam.IPrincipal {
    if (this.accountId !== undefined && Token.compareStrings(this.accountId, bucket.env.account) === TokenComparison.SAME) {
      throw refusal(bucket, `account ${this.accountId} is the bucket's own`,
        'use grantRead() or grantWrite(), which grant permissions to roles and users of the account');
    }
    return this.principalFor(bucket);
  }
}

function everyOtherAccount(bucket: s3.IBucket, conditions: iam.Conditions): iam.IPrincipal {
  return new iam.AnyPrincipal().withConditions({
    ...conditions,
    // To `*`, roles of the account would belong that have no rights in IAM.
    StringNotEquals: { 'aws:PrincipalAccount': bucket.env.account },
  });
}

function granteeRefusal(what: string, value: string, fix: string): Error {
  return refusal('CrossAccountGrantee', `${what} cannot be ${Token.isUnresolved(value) ? 'a token' : JSON.stringify(value)}`, fix);
}
