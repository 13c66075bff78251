/** A map of parsed JSON of which nothing is known. */
export interface JsonMap { readonly [name: string]: unknown }

export function isMap(json: unknown): json is JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** What is at the end of a path; nothing where the path ends before. */
export function get(json: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>((here, name) => (isMap(here) && Object.hasOwn(here, name) ? here[name] : undefined), json);
}

export function getText(json: unknown, ...path: string[]): string | undefined {
  const value = get(json, ...path);
  return typeof value === 'string' ? value : undefined;
}

export function entries(json: unknown): [string, unknown][] {
  return isMap(json) ? Object.entries(json) : [];
}

export function items(json: unknown): unknown[] {
  return Array.isArray(json) ? json as unknown[] : [];
}
