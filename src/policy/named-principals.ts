import { aws_iam as iam, type IResource, Stack, Token, TokenComparison } from 'aws-cdk-lib';
import { hasOwnPolicies, isSame, LITERAL_STRING, refusal, wrappedPrincipal } from '../cdk';
import { isAccountId, withoutTokens } from '../encryption/internal';
import { isServiceLinkedRole, mergedConditions, SERVICE_LINKED, shown, type StatementConditions } from '../keys/internal';
import { otherAccounts } from './private/everybody';
import { conditionsForKms, PrincipalWith, principalWith } from './private/principal-with';
import { assertServiceSource } from './private/service-source';

const OAI = /:iam::cloudfront:user\//;

/** What sort of principal a grant is about. */
export enum GranteeKind {
  /** A role, user or group whose own policies are given what it needs. */
  IDENTITY,
  /** A role or user that only the policies of bucket and key can name. */
  ARN,
  /** An account, which decides by its own policies. */
  ACCOUNT,
  /** Everyone of other accounts or organizations. */
  OTHER_ACCOUNTS,
  SERVICE,
  CANONICAL_USER,
}

/** A principal as the policies of a bucket and its key can name it. */
export interface NamedPrincipal {
  readonly principal: iam.IPrincipal;
  readonly kind: GranteeKind;
  /** Whether it is known to be of another account than the bucket. */
  readonly isForeign: boolean;
}

// docs/decisions/0036
/**
 * The principals that a grantee stands for, as the policies of a bucket and its key can name them.
 *
 * @throws for principals that a grant would allow more than intended, or nothing; the error names the fix
 */
export function namedPrincipals(bucket: IResource, { grantPrincipal }: iam.IGrantable): NamedPrincipal[] {
  return partsOf(bucket, grantPrincipal).map((part) => {
    const before = principalWith(part)?.naming;
    if (before) { return { principal: part, ...before }; }
    const found = named(bucket, part);
    const made = principalWith(found.principal);
    if (made) { made.naming = { kind: found.kind, isForeign: found.isForeign }; }
    return found;
  });
}

/**
 * The role or user by its account, and by a condition.
 *
 * S3 and AWS KMS reject policies that name a role which does not exist yet, and forget a role that is replaced. It needs
 * permission in its own account too.
 */
export function byAccount(bucket: IResource, principal: iam.IPrincipal): iam.IPrincipal {
  if (principalWith(principal)?.isByAccount) { return principal; }
  const arn = arnOf(principal);
  const account = principal.principalAccount ?? accountIn(arn);
  if (account === undefined) { return principal; }
  const { principalJson } = new iam.AccountPrincipal(account).policyFragment;
  const asked = principal.policyFragment.conditions as StatementConditions;
  const conditions = mergedConditions(bucket.node.path, asked, { ArnEquals: { 'aws:PrincipalArn': arn } });
  const confined = new PrincipalWith(bucket.node.path, principal, new iam.PrincipalPolicyFragment(principalJson, conditions), {}, account);
  confined.isByAccount = true;
  return confined;
}

/** The principal as the policy of a key names it, without conditions that no request of S3 to AWS KMS could meet. */
export function inKeyPolicy(bucket: IResource, principal: iam.IPrincipal): iam.IPrincipal {
  const { principalJson, conditions } = principal.policyFragment;
  const fragment = new iam.PrincipalPolicyFragment(principalJson, conditionsForKms(conditions as StatementConditions));
  return new PrincipalWith(bucket.node.path, principal, fragment);
}

/** What a principal is made of. Principals with conditions would lose them on the way into their own policies. */
function partsOf(bucket: IResource, principal: iam.IPrincipal): iam.IPrincipal[] {
  if (principal instanceof iam.CompositePrincipal) { return principal.principals.flatMap((part) => partsOf(bucket, part)); }
  if (principal instanceof iam.SessionTagsPrincipal) { return partsOf(bucket, wrappedPrincipal(principal)); }
  if (!(principal instanceof iam.PrincipalWithConditions)) { return [principal]; }
  const asked = principal.conditions as StatementConditions;
  return partsOf(bucket, wrappedPrincipal(principal)).map((part) => {
    const { principalJson, conditions } = part.policyFragment;
    const merged = mergedConditions(bucket.node.path, conditions as StatementConditions, asked);
    return new PrincipalWith(bucket.node.path, part, new iam.PrincipalPolicyFragment(principalJson, merged), asked);
  });
}

function named(bucket: IResource, principal: iam.IPrincipal): NamedPrincipal {
  const { principalJson } = principal.policyFragment;
  const [[kind, names], ...others] = Object.entries(principalJson);
  if (others.length > 0 || names.length !== 1) {
    throw grantRefusal(bucket, JSON.stringify(principalJson), 'it contains several principals', 'grant access to each of them');
  }
  switch (kind) {
    case LITERAL_STRING: return everyone(bucket, principal);
    case 'AWS': return names[0] === '*' ? everyone(bucket, principal) : byName(bucket, principal);
    case 'CanonicalUser': return { principal, kind: GranteeKind.CANONICAL_USER, isForeign: false };
    case 'Service':
      assertServiceSource(bucket, principal.policyFragment);
      return { principal, kind: GranteeKind.SERVICE, isForeign: true };
    default:
      throw grantRefusal(bucket, JSON.stringify(principalJson), 'federated identities call Amazon S3 as the role that they assume', 'grant access to that role');
  }
}

function everyone(bucket: IResource, principal: iam.IPrincipal): NamedPrincipal {
  const fragment = otherAccounts(bucket, principal.policyFragment);
  return { principal: new PrincipalWith(bucket.node.path, principal, fragment), kind: GranteeKind.OTHER_ACCOUNTS, isForeign: true };
}

function byName(bucket: IResource, principal: iam.IPrincipal): NamedPrincipal {
  const arn = arnOf(principal);
  const account = principal.principalAccount ?? accountIn(arn);
  const relation = account === undefined ? undefined : Token.compareStrings(account, bucket.env.account);
  const isForeign = relation === TokenComparison.DIFFERENT;
  const isOwn = isSame(account, bucket.env.account);
  const kind = isIdentity(principal) ? GranteeKind.IDENTITY : GranteeKind.ARN;
  if (isServiceLinkedRole(arn) && (kind === GranteeKind.IDENTITY || isForeign)) { throw serviceLinkedRefused(bucket, arn, isForeign); }
  if (isAccount(bucket, principal, arn)) { return { principal: toAccountPrincipal(bucket, principal, arn), kind: GranteeKind.ACCOUNT, isForeign }; }
  // Policies and groups have no name that a policy could use; nothing but their own policy has to change.
  if (kind === GranteeKind.IDENTITY && isOwn) { return { principal, kind, isForeign }; }
  assertOneRoleOrUser(bucket, arn);
  const isLeftToAccount = (isForeign && !OAI.test(arn)) || (kind === GranteeKind.IDENTITY && account !== undefined);
  return { principal: isLeftToAccount ? byAccount(bucket, principal) : principal, kind, isForeign };
}

/** Policies of bucket and key can name the role within an account; in another one it needs permission in its own policies, too. */
function serviceLinkedRefused(bucket: IResource, arn: string, isForeign: boolean): Error {
  const service = /aws-service-role\/([^/]+)/.exec(arn)?.[1] ?? 'SERVICE.amazonaws.com';
  return grantRefusal(bucket, shown(bucket, arn), SERVICE_LINKED, `use acceptLogsFrom() if the service delivers logs; if it calls S3 under its own name, pass an iam.ServicePrincipal for ${service} `
    + `with a condition, for example StringEquals on aws:SourceAccount${isForeign ? '' : '; otherwise, name the role in the policies of bucket and key: set bucketName, and pass an iam.ArnPrincipal for its ARN'}`);
}

/** Whether a principal, or the one behind it, has policies of its own. */
function isIdentity(principal: iam.IPrincipal): boolean {
  const behind = principalWith(principal)?.principal;
  return behind ? isIdentity(behind) : hasOwnPolicies(principal);
}

function isAccount(bucket: IResource, principal: iam.IPrincipal, arn: string): boolean {
  if (principal instanceof iam.AccountPrincipal || isAccountId(arn) || withoutTokens(arn).endsWith(':root')) { return true; }
  return !isIdentity(principal) && /:root"/.test(JSON.stringify(Stack.of(bucket).resolve(arn)));
}

/** An account is also named by its id alone. */
function toAccountPrincipal(bucket: IResource, principal: iam.IPrincipal, arn: string): iam.IPrincipal {
  const account = principal.principalAccount ?? accountIn(arn);
  if (account !== undefined && !Token.isUnresolved(account) && !isAccountId(account)) {
    throw grantRefusal(bucket, arn, 'it isn\'t an account', 'pass the 12 digits of an account ID');
  }
  return principal;
}

function assertOneRoleOrUser(bucket: IResource, arn: string): void {
  const text = withoutTokens(arn);
  const [, , service, , account, resource] = text.split(':');
  if (service === 'sts' && resource?.startsWith('assumed-role/')) {
    throw grantRefusal(bucket, shown(bucket, arn), 'policies identify sessions by the ARN of their role', 'pass the ARN of the role: arn:aws:iam::ACCOUNT:role/NAME');
  }
  if (/[*?]/.test(text)) {
    throw grantRefusal(bucket, shown(bucket, arn), 'a principal can\'t have wildcards', 'use grantCrossAccountRead() or grantCrossAccountWrite() with CrossAccountGrantee.rolesMatching() for roles of '
      + 'another account, or pass each role');
  }
  if (text.includes('${')) {
    throw grantRefusal(bucket, shown(bucket, arn), 'a policy variable has a different value in each request', 'pass the literal ARN of the role or user');
  }
  // Parts of the ARN, or all of it, may be known at deployment only.
  const isHidden = resource === undefined ? text.includes('\0') : /^\0/.test(resource);
  const isKnown = /^(?:role|user|federated-user)\/./.test(resource ?? '') && (isAccountId(account) || account.includes('\0') || OAI.test(arn));
  if (!isHidden && !isKnown) {
    throw grantRefusal(bucket, shown(bucket, arn), 'it isn\'t the ARN of a role or user', 'pass an ARN of the form arn:aws:iam::ACCOUNT:role/NAME');
  }
}

/** How CloudFront names itself without origin access control: a user of no account. */
export function isOriginAccessIdentity({ policyFragment: { principalJson } }: iam.IPrincipal): boolean {
  return OAI.test(principalJson.AWS?.[0] ?? '');
}

/** The ARN by which policies name a principal. */
function arnOf(principal: iam.IPrincipal): string {
  return principal.policyFragment.principalJson.AWS[0];
}

function accountIn(arn: string): string | undefined {
  if (isAccountId(arn)) { return arn; }
  const tokens = arn.match(/\$\{Token\[[^\]]*\]\}/g) ?? [];
  const account = withoutTokens(arn).split(':')[4];
  if (account === undefined || !account.includes('\0')) { return account; }
  const before = withoutTokens(arn).split(':').slice(0, 4).join(':').split('\0').length - 1;
  return account === '\0' ? tokens[before] : undefined;
}

function grantRefusal(bucket: IResource, value: string, why: string, fix: string): Error {
  return refusal(bucket, `cannot grant access to ${value}: ${why}`, fix);
}
