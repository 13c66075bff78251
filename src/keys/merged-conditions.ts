import { refusal } from '../cdk';
/** Conditions of a statement, by operator and condition key. */
export interface StatementConditions { readonly [operator: string]: any }

/**
 * Conditions that hold where both hold.
 *
 * @throws if both ask the same key with the same operator for something else: one of them would get lost
 */
export function mergedConditions(path: string, first: StatementConditions, second: StatementConditions): { [operator: string]: any } {
  const merged: { [operator: string]: any } = { ...first };
  for (const [operator, asked] of Object.entries(second)) {
    const before = merged[operator] as object | undefined;
    for (const conditionKey of Object.keys(asked as object)) {
      const [one, other] = [before, asked as object].map((values) => (values as { [conditionKey: string]: unknown } | undefined)?.[conditionKey]);
      if (one === undefined || JSON.stringify(one) === JSON.stringify(other)) { continue; }
      throw refusal(path, `the condition ${operator} ${conditionKey} of the grantee (value: ${JSON.stringify(one)}) is also set by the grant (value: ${JSON.stringify(other)})`,
        `remove ${conditionKey} from the conditions of the grantee, or use another operator`);
    }
    merged[operator] = { ...before, ...asked as object };
  }
  return merged;
}
