import { oneOf } from './possibilities';
import { intrinsicName, isRawMap } from './raw';
import { Scope } from './scope';
import { ABSENT, isAbsent, isMap, isUnknown, OneOf, Unknown, Value } from './value';

/** The way to a property: names of properties, and places in lists. */
export type PropertyPath = readonly (string | number)[];

/**
 * A property somewhere in a value; nothing where it is absent. Of a choice it is the choice of that property; of what
 * cannot be determined, it cannot be determined either.
 */
export function at(value: Value | undefined, ...path: PropertyPath): Value | undefined {
  let here = value;
  for (let i = 0; i < path.length; i++) {
    if (isAbsent(here)) { return undefined; }
    if (isUnknown(here)) { return new Unknown(here.reason); }
    if (here instanceof OneOf) {
      const rest = path.slice(i);
      const options = here.options.map((option) => at(option, ...rest) ?? ABSENT);
      return present(oneOf(options));
    }
    here = member(here, path[i]);
  }
  return present(here);
}

/** Goes along a path without interpreting what lies beside it. */
export function readRaw(raw: unknown, path: PropertyPath, scope: Scope): Value | undefined {
  let here = raw;
  for (let i = 0; i < path.length; i++) {
    const step = path[i];
    if (!isPlain(here, step)) { return at(scope.remembered(here), ...path.slice(i)); }
    if (!Object.hasOwn(here, step)) { return undefined; }
    here = here[step];
  }
  return present(scope.remembered(here));
}

/** Whether a step into a map or a list leads to the same place before and after its functions are interpreted. */
function isPlain(raw: unknown, step: string | number): raw is { readonly [step: string | number]: unknown } {
  if (Array.isArray(raw)) { return typeof step === 'number' && !hasFunctionUpTo(raw, step); }
  if (!isRawMap(raw) || intrinsicName(raw) !== undefined) { return false; }
  // Macros and loops add to what stands beside them; macros may change it, too.
  for (const name in raw) {
    if (name === 'Fn::Transform' || (name.startsWith('Fn::') && !Object.hasOwn(raw, step))) { return false; }
  }
  return true;
}

function hasFunctionUpTo(list: readonly unknown[], index: number): boolean {
  for (let i = 0; i <= index; i++) {
    if (isFunction(list[i])) { return true; }
  }
  return false;
}

function isFunction(raw: unknown): boolean {
  return isRawMap(raw) && intrinsicName(raw) !== undefined;
}

function member(value: Value, step: string | number): Value | undefined {
  if (Array.isArray(value)) { return typeof step === 'number' ? value[step] : undefined; }
  return isMap(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function present(value: Value | undefined): Value | undefined {
  return value === ABSENT ? undefined : value;
}
