import { isRawMap, own, RawMap } from '../raw';

const NOTHING: RawMap = {};

/**
 * The properties of a resource with those that the section Globals gives to its kind: maps are merged, lists follow those of the
 * section, and all else is that of the resource.
 *
 * @see https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export function withGlobals(template: RawMap, kind: string, properties: unknown): RawMap {
  const globals = own(template, 'Globals');
  const shared = isRawMap(globals) ? own(globals, kind) : undefined;
  const own_ = isRawMap(properties) ? properties : NOTHING;
  return isRawMap(shared) ? merged(shared, own_, 0) as RawMap : own_;
}

/** Deeper than what anybody shares. */
const DEEPEST = 50;

function merged(shared: unknown, given: unknown, depth: number): unknown {
  if (Array.isArray(shared) && Array.isArray(given)) { return [...shared, ...given] as unknown[]; }
  if (!isRawMap(shared) || !isRawMap(given) || isFunction(shared) || isFunction(given) || depth > DEEPEST) { return given; }
  const entries = new Map(Object.entries(shared));
  for (const [name, value] of Object.entries(given)) { entries.set(name, entries.has(name) ? merged(entries.get(name), value, depth + 1) : value); }
  return Object.fromEntries(entries);
}

function isFunction(raw: RawMap): boolean {
  const [name, ...others] = Object.keys(raw);
  return others.length === 0 && name !== undefined && (name === 'Ref' || name.startsWith('Fn::'));
}
