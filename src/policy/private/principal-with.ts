import { aws_iam as iam } from 'aws-cdk-lib';
import { mergedConditions, type StatementConditions } from '../../keys/internal';

/** Condition keys that a request of S3 to AWS KMS does not have, or has S3's own values of. */
const NOT_IN_KMS = /^(?:s3[a-z-]*:|aws:(?:sourceip|vpcsourceip|sourcevpc|sourcevpce|sourcevpcarn|securetransport)$)/i;

/** How policies name a principal: see `NamedPrincipal`. */
interface Naming { readonly kind: number; readonly isForeign: boolean }

/** The principal, if it is one that this library has made to name another. */
export function principalWith(principal: iam.IPrincipal): PrincipalWith | undefined {
  return (principal as Partial<PrincipalWith>).isPrincipalWith ? principal as PrincipalWith : undefined;
}

/** A principal as policies name it, with its own policy behind it. */
export class PrincipalWith extends iam.PrincipalBase {
  public readonly principalAccount: string | undefined;

  /** How policies name it, once that is found: a grant on a bucket asks for one on its key. */
  public naming?: Naming;

  /** Whether it is named by its account and a condition. */
  public isByAccount = false;

  /** Tells it from other principals, also to another copy of this library. */
  public readonly isPrincipalWith = true;

  constructor(
    private readonly path: string,
    public readonly principal: iam.IPrincipal,
    public readonly policyFragment: iam.PrincipalPolicyFragment,
    /** Conditions of what the principal's own policy is given. */
    private readonly conditions: StatementConditions = {},
    account: string | undefined = principal.principalAccount,
  ) {
    super();
    this.principalAccount = account;
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const conditions = isAboutKey(statement) ? conditionsForKms(this.conditions) : this.conditions;
    mergedConditions(this.path, conditions, statement.conditions as StatementConditions);
    statement.addConditions(conditions);
    return this.principal.addToPrincipalPolicy(statement);
  }

  public override toString(): string {
    return String(this.principal);
  }

  public dedupeString(): string {
    return `${this.path}:${JSON.stringify(this.policyFragment)}`;
  }
}

/** What of a principal's conditions can hold when S3 calls AWS KMS for it. */
export function conditionsForKms(conditions: StatementConditions): { [operator: string]: any } {
  const holding = (asked: object) => Object.entries(asked).filter(([conditionKey]) => !NOT_IN_KMS.test(conditionKey));
  return Object.fromEntries(Object.entries(conditions)
    .map(([operator, asked]) => [operator, Object.fromEntries(holding(asked as object))] as const)
    .filter(([, asked]) => Object.keys(asked).length > 0));
}

function isAboutKey(statement: iam.PolicyStatement): boolean {
  return statement.actions.length > 0 && statement.actions.every((action) => action.startsWith('kms:'));
}
