import { isMap, optionsOf, type Value } from '../../../template';

/** The condition keys that a policy looks at, in lower case, with the literal values that it compares them with. */
export function mentionedKeys(document: Value): ReadonlyMap<string, readonly string[]> {
  const keys = new Map<string, string[]>();
  for (const statement of statementsOf(document)) {
    for (const operator of mapsIn(statement.Condition)) {
      for (const comparisons of Object.values(operator).flatMap(mapsIn)) {
        for (const [key, value] of Object.entries(comparisons)) { note(keys, key.toLowerCase(), value); }
      }
    }
  }
  return keys;
}

function note(keys: Map<string, string[]>, key: string, value: Value): void {
  const values = keys.get(key) ?? [];
  keys.set(key, values);
  for (const option of optionsOf(value)) {
    for (const one of Array.isArray(option) ? option : [option]) {
      if (typeof one === 'string' || typeof one === 'number' || typeof one === 'boolean') { values.push(String(one)); }
    }
  }
}

/** Every statement that the policy can have. */
export function statementsOf(document: Value): { readonly [element: string]: Value }[] {
  return mapsIn(document).flatMap((policy) => mapsIn(policy.Statement));
}

function mapsIn(value: Value | undefined): { readonly [name: string]: Value }[] {
  if (value === undefined) { return []; }
  return optionsOf(value).flatMap((option) => (Array.isArray(option) ? option.flatMap(mapsIn) : isMap(option) ? [option] : []));
}
