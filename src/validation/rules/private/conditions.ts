import { isMap, literalParts, Text, type Value, type ValueMap } from '../../../template';
import { entriesOf } from '../../posture';

/** Two `Condition` elements in one. Of a key that both have under one operator the values are joined, as they have to be for negated ones. */
export function allConditions(one: ValueMap, other: ValueMap): ValueMap {
  const result: { [operator: string]: Value } = { ...one };
  for (const [operator, block] of Object.entries(other)) {
    const keys: { [key: string]: Value } = { ...result[operator] as ValueMap };
    for (const [key, values] of Object.entries(block as ValueMap)) { keys[key] = [...entriesOf(keys[key]), ...entriesOf(values)]; }
    result[operator] = keys;
  }
  return result;
}

/** Keys whose values follow from the caller. */
const OF_CALLERS = /^aws:(?:principal|userid$|username$)/i;

/** What a statement asks of the caller, whichever service is called. */
export function aboutCallers({ Condition: condition }: ValueMap): ValueMap {
  const operators = isMap(condition) ? Object.entries(condition) : [];
  return Object.fromEntries(operators.flatMap(([operator, block]) => {
    const keys = isMap(block) ? Object.entries(block).filter(([key, values]) => OF_CALLERS.test(key) && !hasVariables(values)) : [];
    return keys.length === 0 ? [] : [[operator, Object.fromEntries(keys)]];
  }));
}

/** Whether a condition compares with policy variables, which are text where a search asks for a condition. */
export function hasVariables(value: Value): boolean {
  if (typeof value === 'string' || value instanceof Text) { return literalParts(value).some((part) => part.includes('${')); }
  return (isMap(value) ? Object.values(value) : entriesOf(value)).some((entry) => entry !== value && hasVariables(entry));
}
