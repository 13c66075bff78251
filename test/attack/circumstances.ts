import { list, sample, type StatementJson } from './documents';
import type { ContextKeys } from '../../src/policy-evaluation';

/** Keys whose values AWS finds out. All others say how and for what the caller asks, which is his choice. */
const TOLD_BY_AWS = [
  'aws:principalarn', 'aws:principalaccount', 'aws:principalorgid', 'aws:principalorgpaths', 'aws:principalisawsservice', 'aws:principalservicename',
  'aws:principalservicenameslist', 'aws:principaltype', 'aws:userid', 'aws:username', 'kms:calleraccount',
  'aws:sourcearn', 'aws:sourceaccount', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourceip', 'aws:vpcsourceip', 'aws:sourcevpc', 'aws:sourcevpce',
];

interface Wish { readonly key: string; readonly values: readonly (string | undefined)[]; readonly several: boolean }

function isTold(key: string): boolean {
  return TOLD_BY_AWS.includes(key.toLowerCase()) || /^aws:ResourceTag\//i.test(key);
}

/** Circumstances in which the conditions of a statement hold, as far as the caller can bring them about. */
export function wished(statement: StatementJson): ContextKeys[] {
  const wishes = conditionsOf(statement).filter(({ key }) => !isTold(key));
  const longest = Math.max(1, ...wishes.map(({ values }) => values.length));
  return Array.from({ length: longest }, (_, i) => Object.fromEntries(wishes.map(({ key, values, several }) => {
    const value = values[Math.min(i, values.length - 1)];
    return [key, value === undefined ? null : several ? [value] : value];
  })));
}

/** The values that statements demand of a key. */
export function demanded(statements: readonly StatementJson[], key: string): readonly string[] {
  const values = statements.flatMap((statement) => conditionsOf(statement)).filter((wish) => wish.key.toLowerCase() === key.toLowerCase())
    .flatMap((wish) => wish.values).filter((value): value is string => value !== undefined);
  return [...new Set(values)];
}

/** What positive operators ask for; what is forbidden by a negated one is best left out. */
function conditionsOf({ Condition = {} }: StatementJson): Wish[] {
  return Object.entries(Condition).flatMap(([name, keys]) => {
    const operator = name.replace(/^For(All|Any)Values?:/i, '').replace(/IfExists$/i, '');
    return Object.entries(keys).flatMap(([key, values]): Wish[] => {
      if (/Not|Less|Greater/.test(operator)) { return []; }
      if (operator === 'Null') { return String(values) === 'true' ? [{ key, values: [undefined], several: false }] : []; }
      return [{ key, values: list(values).map((value) => (/Like|Arn/.test(operator) ? sample(String(value)) : String(value))), several: /^For/i.test(name) }];
    });
  });
}

/** Each only once. */
export function distinct<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [JSON.stringify(item), item])).values()];
}
