import { assertLiteral } from './private/literal';
import { RequestCallerKind } from './request-caller-kind';
import { ANONYMOUS, type CallerClass, knownCaller, type PolicySearch, Principal } from '../../policy-evaluation';
import type { Text, ValueMap } from '../../template';

/** What of a search tells which callers a policy can tell apart. */
export type Callers = Pick<PolicySearch, 'identities' | 'identitiesOf' | 'services'>;

/**
 * The callers of requests for which a policy is evaluated.
 *
 * @example
 * declare const bucket: BucketView;
 *
 * const reads = bucket.policyAllowsAny({
 *   actions: ['s3:GetObject'],
 *   callers: [RequestCaller.otherAccounts(), RequestCaller.anonymous()],
 * });
 * if (reads.answer === Answer.YES) {
 *   CustomFinding.violation('The bucket policy allows other accounts to read objects.');
 * }
 */
export class RequestCaller {
  /**
   * All identities: roles, users, federated users and root users of all accounts.
   *
   * @returns the callers
   */
  public static anyIdentity(): RequestCaller {
    return new RequestCaller(RequestCallerKind.ANY_IDENTITY);
  }

  /**
   * Identities of other accounts: roles, users, federated users and root users of all accounts except the account of the bucket or key.
   *
   * @param exceptAccountIds The IDs of additional accounts to exclude.
   * @returns the callers
   */
  public static otherAccounts(...exceptAccountIds: string[]): RequestCaller {
    return new RequestCaller(RequestCallerKind.OTHER_ACCOUNTS, exceptAccountIds.map(assertAccountId));
  }

  /**
   * All identities of an account: roles, users, federated users and the root user.
   *
   * @param accountId The ID of the account.
   * @returns the callers
   */
  public static account(accountId: string): RequestCaller {
    return new RequestCaller(RequestCallerKind.ACCOUNT, [assertAccountId(accountId)]);
  }

  /**
   * A single IAM role.
   *
   * @param roleArn The ARN of the role.
   * @returns the caller
   */
  public static role(roleArn: string): RequestCaller {
    return new RequestCaller(RequestCallerKind.ROLE, [
      matching(roleArn, /^arn:[^:]+:iam::\d{12}:role\/[^*?]+$/, 'the ARN of a role', 'pass an ARN such as arn:aws:iam::111122223333:role/name'),
    ]);
  }

  /**
   * A single IAM user.
   *
   * @param userArn The ARN of the user.
   * @returns the caller
   */
  public static user(userArn: string): RequestCaller {
    return new RequestCaller(RequestCallerKind.USER, [
      matching(userArn, /^arn:[^:]+:iam::\d{12}:user\/[^*?]+$/, 'the ARN of a user', 'pass an ARN such as arn:aws:iam::111122223333:user/name'),
    ]);
  }

  /**
   * An AWS service that sends requests with its own service principal.
   *
   * @param servicePrincipal The service principal, for example `logging.s3.amazonaws.com`.
   * @returns the caller
   */
  public static service(servicePrincipal: string): RequestCaller {
    return new RequestCaller(RequestCallerKind.SERVICE, [
      matching(servicePrincipal, /^[a-z0-9-]+\.[a-z0-9.-]+$/, 'a service principal', 'pass one such as logging.s3.amazonaws.com'),
    ]);
  }

  /**
   * All AWS services that send requests with their own service principals, whether or not the policy names them.
   *
   * @returns the callers
   */
  public static anyService(): RequestCaller {
    return new RequestCaller(RequestCallerKind.ANY_SERVICE);
  }

  /**
   * Anonymous callers, who send requests without a signature.
   *
   * @returns the callers
   */
  public static anonymous(): RequestCaller {
    return new RequestCaller(RequestCallerKind.ANONYMOUS);
  }

  private constructor(
    /** The kind of the caller. */
    public readonly kind: RequestCallerKind,
    /** The account IDs, the ARN or the service principal, depending on the kind. */
    public readonly values: string[] = [],
  ) {}
}

/** Who a policy can tell apart among some callers, and what else holds of them, as a `Condition` element. */
export interface CallersMeant {
  readonly callers: readonly CallerClass[];
  readonly condition?: ValueMap;
}

/**
 * What a policy can tell apart among callers. By their properties: they can be of another copy of the library.
 *
 * @param account That of the bucket, or of the key.
 */
export function callersIn(search: Callers, { kind, values }: Pick<RequestCaller, 'kind' | 'values'>, account: string | Text): CallersMeant {
  const [value = ''] = values;
  switch (kind) {
    case RequestCallerKind.ANY_IDENTITY: return { callers: search.identities };
    case RequestCallerKind.OTHER_ACCOUNTS: return {
      callers: search.identities,
      condition: { StringNotEquals: { 'aws:PrincipalAccount': [account, ...values] } },
    };
    case RequestCallerKind.ACCOUNT: return { callers: search.identitiesOf(value) };
    case RequestCallerKind.ROLE: return { callers: [knownCaller(Principal.role(value))] };
    case RequestCallerKind.USER: return { callers: [knownCaller(Principal.user(value))] };
    case RequestCallerKind.SERVICE: return { callers: [knownCaller(Principal.service(value))] };
    case RequestCallerKind.ANY_SERVICE: return { callers: search.services };
    case RequestCallerKind.ANONYMOUS: return { callers: [ANONYMOUS] };
  }
}

function assertAccountId(accountId: string): string {
  return matching(accountId, /^\d{12}$/, 'the ID of an account', 'pass its 12 digits');
}

function matching(value: string, form: RegExp, what: string, fix: string): string {
  assertLiteral('RequestCaller', what, value);
  if (!form.test(value)) { throw new Error(`RequestCaller: ${JSON.stringify(value)} is not ${what}. Fix: ${fix}.`); }
  return value;
}
