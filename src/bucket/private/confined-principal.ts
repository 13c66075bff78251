import { Arn, ArnFormat, aws_iam as iam, type aws_s3 as s3, Stack, Token, TokenComparison } from 'aws-cdk-lib';

/** Whether a principal is known to be of another account than the bucket. */
export function isForeign(bucket: s3.IBucket, principal: iam.IPrincipal): boolean {
  const account = principal.principalAccount ?? accountOf(arnOf(principal));
  return account !== undefined && Token.compareStrings(account, bucket.env.account) === TokenComparison.DIFFERENT;
}

/**
 * The principal as policies can name it.
 *
 * S3 and AWS KMS refuse policies that name a role which does not exist yet, and forget one that is made anew. A role of
 * another account is therefore named by its account, confined to the role by a condition: it needs rights in its own
 * account anyway.
 */
export function nameable(bucket: s3.IBucket, { grantPrincipal }: iam.IGrantable): iam.IPrincipal {
  const arn = arnOf(grantPrincipal);
  const account = grantPrincipal.principalAccount ?? accountOf(arn);
  if (arn === undefined || account === undefined || isAccount(bucket, arn) || !isForeign(bucket, grantPrincipal)) { return grantPrincipal; }
  return new ConfinedPrincipal(grantPrincipal, account, arn);
}

/** A role or user, named by its account and a condition. */
class ConfinedPrincipal extends iam.PrincipalBase {
  public readonly policyFragment: iam.PrincipalPolicyFragment;
  public readonly principalAccount: string;

  constructor(private readonly principal: iam.IPrincipal, account: string, arn: string) {
    super();
    this.principalAccount = account;
    const { policyFragment: { principalJson } } = new iam.AccountPrincipal(account);
    this.policyFragment = new iam.PrincipalPolicyFragment(principalJson, {
      ...principal.policyFragment.conditions,
      ArnEquals: { 'aws:PrincipalArn': arn },
    });
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.principal.addToPrincipalPolicy(statement);
  }

  public dedupeString(): string | undefined {
    return `confined:${JSON.stringify(this.policyFragment.conditions)}`;
  }
}

/** The one ARN by which policies name the principal. */
function arnOf(principal: iam.IPrincipal): string | undefined {
  const named = principal.policyFragment.principalJson.AWS ?? [];
  const [arn] = named;
  return named.length === 1 && (Token.isUnresolved(arn) || /^arn:[^:]+:(?:iam|sts):/.test(arn)) ? arn : undefined;
}

/** Whether the ARN, whatever tokens it holds, is that of an account as a whole. */
function isAccount(bucket: s3.IBucket, arn: string): boolean {
  return /:root"/.test(JSON.stringify(Stack.of(bucket).resolve(arn)));
}

function accountOf(arn: string | undefined): string | undefined {
  return arn === undefined || Token.isUnresolved(arn) ? undefined : Arn.split(arn, ArnFormat.NO_RESOURCE_NAME).account;
}
