import { Token, TokenComparison } from 'aws-cdk-lib';

/**
 * Whether two accounts, or two Regions, are the same. Two that are left to the deployment are taken for the same, as the CDK does.
 *
 * @param one Not known, if there is none
 */
export function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && [TokenComparison.SAME, TokenComparison.BOTH_UNRESOLVED].includes(Token.compareStrings(one, other));
}
