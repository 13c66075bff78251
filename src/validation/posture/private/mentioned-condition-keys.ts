import { parsedJson } from './json-text';
import { isMap, optionsOf, type Value } from '../../../template';

/** The condition keys that a policy looks at, in lower case, with the literal values that it compares them with. */
export function mentionedConditionKeys(document: Value): ReadonlyMap<string, readonly string[]> {
  const conditionKeys = new Map<string, string[]>();
  for (const statement of statementsOf(document)) {
    for (const operator of mapsIn(statement.Condition)) {
      for (const comparisons of Object.values(operator).flatMap(mapsIn)) {
        for (const [conditionKey, value] of Object.entries(comparisons)) { note(conditionKeys, conditionKey.toLowerCase(), value); }
      }
    }
  }
  return conditionKeys;
}

function note(conditionKeys: Map<string, string[]>, conditionKey: string, value: Value): void {
  const values = conditionKeys.get(conditionKey) ?? [];
  conditionKeys.set(conditionKey, values);
  for (const option of optionsOf(value)) {
    for (const one of Array.isArray(option) ? option : [option]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') { values.push(String(one)); }
    }
  }
}

/** Every statement that the policy can have. */
export function statementsOf(document: Value): { readonly [element: string]: Value }[] {
  return optionsOf(document).map(asMap).flatMap(mapsIn).flatMap((policy) => mapsIn(policy.Statement));
}

/** A parameter can hold a document as JSON text. */
function asMap(document: Value): Value | undefined {
  return typeof document === 'string' ? parsedJson(document) : document;
}

function mapsIn(value: Value | undefined): { readonly [name: string]: Value }[] {
  if (value === undefined) { return []; }
  return optionsOf(value).flatMap((option) => (Array.isArray(option) ? option.flatMap(mapsIn) : isMap(option) ? [option] : []));
}
