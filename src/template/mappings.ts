import { meant } from './expansions';
import { memo } from './memo';
import { oneOf, optionsOf } from './possibilities';
import { isRawMap, own, RawMap } from './raw';
import { Scope } from './scope';
import { textOf } from './text';
import { ABSENT, Unknown, Value } from './value';

/**
 * Looks a value up in the Mappings section. A key that is not known can only be one of those that are there.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-findinmap.html
 */
export function findInMap(argument: unknown, scope: Scope): Value {
  if (!Array.isArray(argument) || argument.length < 3 || argument.length > 4) { return new Unknown('Fn::FindInMap takes a map and two keys'); }
  const fallback = isRawMap(argument[3]) ? own(argument[3], 'DefaultValue') : undefined;
  let found: unknown[] = [scope.mappings];
  let missing = false;
  for (const name of argument.slice(0, 3)) {
    const value = scope.resolve(name);
    const next: unknown[] = [];
    for (const map of found) {
      const { values, complete } = lookUp(map, value);
      next.push(...values);
      missing ||= !complete;
    }
    found = next;
  }
  const values = found.map((raw) => scope.resolve(raw));
  if (fallback !== undefined && (missing || values.length === 0)) { values.push(scope.resolve(fallback)); }
  return values.length === 0 ? new Unknown('the Mappings section has no such entry') : oneOf(values);
}

/** Adds entries at deployment. */
const MACRO = 'Fn::Transform';

/** The entries that a key can mean, and whether each thing that the key can be has one. */
function lookUp(map: unknown, name: Value): { values: unknown[]; complete: boolean } {
  if (!isRawMap(map)) { return { values: [], complete: false }; }
  const values = new Map<string, unknown>();
  let complete = true;
  for (const option of optionsOf(name).flatMap((k) => possibleNames(k, map))) {
    const value = option === undefined ? undefined : own(map, option);
    if (option === undefined || option === MACRO || value === undefined || value === ABSENT) {
      complete = false;
      if (Object.hasOwn(map, MACRO)) { values.set(MACRO, { [MACRO]: map[MACRO] }); }
    } else {
      values.set(option, value);
    }
  }
  return { values: [...values.values()], complete };
}

/** Keys by name; nothing in the list stands for a key that may be missing. */
function possibleNames(name: Value, map: RawMap): readonly (string | undefined)[] {
  const text = textOf(name);
  if (typeof text === 'string') { return [text]; }
  const found = text && meant(text, keysInOrder(map));
  if (!found || found.open) { return [...Object.keys(map), undefined]; }
  return found.others ? [...found.names, undefined] : found.names;
}

const keysInOrder = memo((map: RawMap) => Object.keys(map).sort());
