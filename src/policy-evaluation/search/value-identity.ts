import { Hole, OneOf, ParameterHole, Text, Unknown, type Value } from '../../template';

/**
 * A key by which values of two versions of a template can be compared: they have one key if they are written alike. What is
 * not known is the same if it is not known for the same reason.
 */
export function valueIdentity(value: Value | undefined): string {
  return JSON.stringify(plain(value));
}

function plain(value: Value | undefined): unknown {
  if (value === undefined) { return ['absent']; }
  if (value instanceof Text) { return ['text', value.parts.map((part) => (part instanceof Hole ? holeKey(part) : part))]; }
  if (value instanceof OneOf) { return ['one of', value.options.map(plain), value.hole && holeKey(value.hole)]; }
  if (value instanceof Unknown) { return ['unknown', value.reason, value.hole && holeKey(value.hole)]; }
  // Of lists, so that none of the above is one.
  if (Array.isArray(value)) { return ['list', ...value.map(plain)]; }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)).map(([name, member]) => [name, plain(member)]));
}

/** A parameter with other values is another one, although it stands for the same text wherever it stands. */
function holeKey(hole: Hole): unknown {
  return hole instanceof ParameterHole ? [hole.id, hole.options.map(plain)] : [hole.id];
}
