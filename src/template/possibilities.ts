import { textKey } from './holes';
import { Hole, isUnknown, OneOf, Text, Unknown, Value } from './value';

/** More than this many possibilities say no more than that it cannot be determined. */
const MOST_OPTIONS = 128;

/** One of the options: nested choices are flattened, an option named twice counts once, a sole option is itself. */
export function oneOf(options: readonly Value[], hole?: Hole): Value {
  const distinct = new Map<unknown, Value>();
  for (const option of options.flatMap(leaves)) { distinct.set(identityOf(option), option); }
  if (distinct.size > MOST_OPTIONS) { return new Unknown('it can be too many different things', hole); }
  const flattened = [...distinct.values()];
  return flattened.length === 1 ? flattened[0] : new OneOf(flattened, hole);
}

function leaves(value: Value): readonly Value[] {
  return value instanceof OneOf ? value.options.flatMap(leaves) : [value];
}

/** All that a value can be. */
export function optionsOf(value: Value): readonly Value[] {
  return value instanceof OneOf ? value.options : [value];
}

/**
 * Applies a function to whatever a value can be.
 *
 * @param label Names the function: what it makes of a hole is the same wherever the hole is the same.
 */
export function mapOptions(value: Value, label: string, each: (option: Value) => Value): Value {
  if (!(value instanceof OneOf) && !isUnknown(value)) { return each(value); }
  const hole = value.hole && new Hole(`${label}(${value.hole.id})`, `{${label} of ${value.hole}}`);
  return isUnknown(value)
    ? new Unknown(value.reason, hole)
    : oneOf(value.options.map((option) => mapOptions(option, label, each)), hole);
}

function identityOf(value: Value): unknown {
  if (typeof value === 'string') { return `"${value}`; }
  if (value instanceof Text) { return `"${textKey(value)}`; }
  return isUnknown(value) ? `?${value.reason}${value.hole ? textKey(value.hole) : ''}` : value;
}
