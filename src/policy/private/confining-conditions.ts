import { Token } from 'aws-cdk-lib';
import { withoutTokens } from '../../encryption/internal';

/** Conditions of a principal, by operator and condition key. */
export interface PrincipalConditions { readonly [operator: string]: unknown }

/**
 * Operators that hold only if the request has the key, with one of the values. Those with `IfExists` and `ForAllValues`
 * also hold without it, negated ones hold for everybody else.
 */
const POSITIVE = /^(?:ForAnyValue:)?(?:StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike)$/i;

/** The values of which a request must have one for a condition key: a list for each operator that demands some. */
export function demandedValues(conditions: PrincipalConditions, conditionKey: string): string[][] {
  return Object.entries(conditions)
    .filter(([operator, asked]) => POSITIVE.test(operator) && typeof asked === 'object' && asked !== null)
    .flatMap(([, asked]) => Object.entries(asked as object))
    .filter(([name]) => name.toLowerCase() === conditionKey.toLowerCase())
    .map(([, values]) => ([values].flat() as unknown[]).map(String));
}

/** Whether each value is one that no wildcard widens; values that are known at deployment only are trusted. */
export function areExact(values: readonly string[]): boolean {
  return values.length > 0 && values.every((value) => !/[*?]/.test(value));
}

/** Whether each value is the path of an organization that is written out, whatever is below it. */
export function areInOrganizations(paths: readonly string[]): boolean {
  return paths.length > 0 && paths.every((path) => Token.isUnresolved(path) || /^o-[a-z0-9]+\//.test(path));
}

/** Whether each value is the ARN of a resource whose account is written out, or of one bucket. */
export function areOfKnownOwners(arns: readonly string[]): boolean {
  return arns.length > 0 && arns.every((arn) => {
    const [, , service, , account, ...resource] = withoutTokens(arn).split(':');
    if (service === undefined) { return Token.isUnresolved(arn); }
    if (account === undefined || /[*?]/.test(account)) { return false; }
    // ARNs of buckets have no account, and other services' ARNs that have none belong to nobody in particular.
    return account !== '' || (service === 's3' && resource.length > 0 && !/[*?]/.test(resource.join(':').split('/')[0]));
  });
}
