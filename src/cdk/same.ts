import { Token, TokenComparison } from 'aws-cdk-lib';

/**
 * Whether two accounts, or two Regions, are the same. Two that are left to the deployment are taken for the same, as the CDK does.
 *
 * @param one Not known, if there is none
 */
export function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(one, other));
}

/**
 * The account that a stack may be deployed to without saying so: the one of two accounts that is known, if the other is left to the deployment.
 *
 * @param one Not known, if there is none
 */
export function perhapsSame(one: string | undefined, other: string): string | undefined {
  if (one === undefined || Token.compareStrings(one, other) !== TokenComparison.ONE_UNRESOLVED) { return undefined; }
  return Token.isUnresolved(one) ? other : one;
}

/** The same as the end of a sentence, which says where something isn't needed. */
export function unlessDeployedTo(account: string | undefined): string {
  return account === undefined ? '' : ` unless the stack is deployed to account ${account}`;
}
