import { sameText } from './match-text';
import { Policy } from './policy';
import { PrincipalKind } from './principal';
import { AccessRequest } from './request';
import { all, any, consensus, not, Ternary, Text } from '../template';

/** The policies that have a say in a request, and whose resource it is about. */
export interface Deciders {
  /**
   * The policies of the role or user. Without any it has no rights of its own; where they are not known, give the policy
   * of an `Unknown`.
   */
  readonly identity?: readonly Pick<Policy, 'allows' | 'denies'>[];
  /** The policy of the bucket or key. */
  readonly resource?: Policy;
  /** The account that the resource belongs to. */
  readonly resourceAccount: string | Text;
  /** Keys differ from buckets: their policies have to agree, also within the account. */
  readonly kind: 's3' | 'kms';
}

/** With these the root user of the bucket's account can always undo a policy that locks everybody out. */
const ROOT_IS_NEVER_LOCKED_OUT = ['s3:getbucketpolicy', 's3:putbucketpolicy', 's3:deletebucketpolicy'];

/**
 * Whether the request is granted. Organization policies, permissions boundaries, session policies, grants of KMS, ACLs and
 * public access blocks are outside of this.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
 */
export function decide(request: AccessRequest, deciders: Deciders): Ternary {
  return all([not(denied(request, deciders)), allowed(request, deciders)]);
}

function denied(request: AccessRequest, deciders: Deciders): Ternary {
  const byIdentity = (deciders.identity ?? []).map((policy) => policy.denies(request));
  const byResource = deciders.resource?.denies(request) ?? Ternary.NO;
  return any([...byIdentity, all([byResource, not(rootInsists(request, deciders))])]);
}

function rootInsists({ principal, action }: AccessRequest, { kind, resourceAccount }: Deciders): Ternary {
  const insists = kind === 's3' && principal.kind === PrincipalKind.ROOT && ROOT_IS_NEVER_LOCKED_OUT.includes(action.toLowerCase());
  return insists && principal.account !== undefined ? sameText(principal.account, resourceAccount) : Ternary.NO;
}

function allowed(request: AccessRequest, { identity = [], resource, resourceAccount, kind }: Deciders): Ternary {
  const { principal } = request;
  const byResource = resource?.allows(request) ?? Ternary.NO;
  if (principal.account === undefined) { return byResource; }
  const byItself = resource?.allowsByItself(request) ?? Ternary.NO;
  const byIdentity = principal.kind === PrincipalKind.ROOT
    // The root user needs no policy of its own.
    ? Ternary.YES
    : any(identity.map((policy) => policy.allows(request)));
  const byBoth = all([byResource, byIdentity]);
  const withinAccount = any([byItself, kind === 'kms' ? byBoth : byIdentity]);
  switch (sameText(principal.account, resourceAccount)) {
    case Ternary.YES: return withinAccount;
    case Ternary.NO: return byBoth;
    case Ternary.UNKNOWN: return consensus([withinAccount, byBoth]);
  }
}
