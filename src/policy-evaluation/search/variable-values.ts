import { factsOf } from './key-facts';
import type { KnownValues } from './patterns';
import type { RequestClass, VariableValues } from './statement-formula';
import { CALLER } from './tests';
import { Text, textKey } from '../../template';
import type { ContextValue } from '../context';

export const NO_VALUES: VariableValues = { id: '', known: new Map() };

/** What is known of policy variables in the requests of a caller. */
export function valuesFor(
  variables: readonly string[], { caller, action }: Pick<RequestClass, 'caller' | 'action'>, context: ReadonlyMap<string, ContextValue>,
): VariableValues {
  if (variables.length === 0) { return NO_VALUES; }
  const known = new Map<string, string | Text | null>();
  for (const key of variables) {
    const value = context.get(key);
    if (value === undefined) {
      const { unknown } = caller.unknownOf(key);
      if (unknown !== CALLER && !factsOf(key, caller.kind, action).canBePresent) { known.set(key, null); }
    } else if (typeof value !== 'object' || value === null || value instanceof Text) {
      known.set(key, value === null || value instanceof Text ? value : String(value));
    }
  }
  return valuesOf(known);
}

export function valuesOf(known: KnownValues): VariableValues {
  return { known, id: JSON.stringify([...known].map(([key, value]) => [key, value instanceof Text ? textKey(value) : value])) };
}
