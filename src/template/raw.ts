/**
 * Parsed but not yet interpreted template text: what `JSON.parse` gives. It may be hostile: keys such as `__proto__` and
 * `constructor` are looked up as own properties only.
 */
export interface RawMap { readonly [name: string]: unknown }

/** What stands in the place of text that is not looked at. */
export class Refused {
  /** @param reason As a clause for a message. */
  constructor(readonly reason: string) {}
}

export function isRawMap(raw: unknown): raw is RawMap {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) && Object.getPrototypeOf(raw) === Object.prototype;
}

export function isScalar(raw: unknown): raw is string | number | boolean {
  return typeof raw === 'string' || typeof raw === 'number' || typeof raw === 'boolean';
}

export function own(map: RawMap, name: string): unknown {
  return Object.hasOwn(map, name) ? map[name] : undefined;
}

/**
 * The function that a map stands for: `{ "Ref": ... }` or `{ "Fn::...": ... }`, alone in its map. `{ "Condition": ... }`
 * is a function in the Conditions section only; elsewhere it is the condition block of an IAM statement.
 */
export function intrinsicName(map: RawMap): string | undefined {
  let sole: string | undefined;
  for (const name in map) {
    if (sole !== undefined) { return undefined; }
    sole = name;
  }
  return sole !== undefined && (sole === 'Ref' || sole.startsWith('Fn::')) ? sole : undefined;
}

/** A word for messages. */
export function kindOf(raw: unknown): string {
  if (raw === null || raw === undefined) { return 'nothing'; }
  if (Array.isArray(raw)) { return 'a list'; }
  return typeof raw === 'object' ? 'a map' : `a ${typeof raw}`;
}
