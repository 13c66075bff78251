/**
 * Whether an event matches a pattern of EventBridge, as AWS describes it. Operators that are not known here throw: a pattern
 * that is not understood must not look like one that does not match.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 */
type Json = string | number | boolean | null | Json[] | JsonObject;
interface JsonObject { readonly [key: string]: Json }

export function matchesEventPattern(pattern: object, event: object): boolean {
  return matchesObject(pattern as JsonObject, [event as JsonObject]);
}

/** All fields of the pattern match; of an array of objects in the event, one object has to match all of them. */
function matchesObject(pattern: JsonObject, candidates: readonly Json[]): boolean {
  const { $or: alternatives, ...fields } = pattern;
  if (alternatives !== undefined && !(alternatives as JsonObject[]).some((alternative) => matchesObject(alternative, candidates))) { return false; }
  const objects = candidates.filter(isObject);
  return (objects.length === 0 ? [{}] : objects).some((object) =>
    Object.entries(fields).every(([name, expected]) => matchesField(expected, Object.hasOwn(object, name) ? object[name] : undefined)));
}

function matchesField(expected: Json, actual: Json | undefined): boolean {
  if (Array.isArray(expected)) { return expected.some((matcher) => matchesValue(matcher, actual)); }
  if (!isObject(expected)) { throw new Error(`A field of a pattern is a list or an object, not ${JSON.stringify(expected)}`); }
  return matchesObject(expected, actual === undefined ? [] : [actual].flat());
}

/** One matcher of a list. An array in the event matches if one of its values does. */
function matchesValue(matcher: Json, actual: Json | undefined): boolean {
  // An object is no leaf: neither does it exist, nor is it anything but something.
  const leaves = actual === undefined ? [] : [actual].flat().filter((value) => !isObject(value));
  if (!isObject(matcher)) { return leaves.includes(matcher); }
  const [[operator, operand], ...more] = Object.entries(matcher);
  if (more.length > 0) { throw new Error(`A matcher has one operator: ${JSON.stringify(matcher)}`); }
  if (operator === 'exists') { return operand === leaves.length > 0; }
  return leaves.some((value) => applies(operator, operand, value));
}

function applies(operator: string, operand: Json, value: Json): boolean {
  switch (operator) {
    case 'prefix': return text(value, (it) => it.startsWith(String(operand)));
    case 'suffix': return text(value, (it) => it.endsWith(String(operand)));
    case 'equals-ignore-case': return text(value, (it) => it.toLowerCase() === String(operand).toLowerCase());
    case 'wildcard': return text(value, (it) => wildcard(String(operand)).test(it));
    case 'numeric': return typeof value === 'number' && inRange(operand as Json[], value);
    case 'anything-but': return !(isObject(operand)
      ? Object.entries(operand).some(([inner, innerOperand]) => [innerOperand].flat().some((one) => applies(inner, one, value)))
      : [operand].flat().includes(value));
    default: throw new Error(`This operator of EventBridge is not known here: ${operator}`);
  }
}

function text(value: Json, holds: (text: string) => boolean): boolean {
  return typeof value === 'string' && holds(value);
}

function wildcard(pattern: string): RegExp {
  return new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`, 's');
}

function inRange([comparison, bound, ...more]: readonly Json[], value: number): boolean {
  const limit = Number(bound);
  const holds = { '=': value === limit, '<': value < limit, '<=': value <= limit, '>': value > limit, '>=': value >= limit }[String(comparison)];
  if (holds === undefined) { throw new Error(`This comparison is not known: ${String(comparison)}`); }
  return holds && (more.length === 0 || inRange(more, value));
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
