/** Parsed JSON of which nothing is known, functions of CloudFormation among it. */
export interface JsonMap { readonly [name: string]: unknown }

/** A map that says by itself what is in it: not one that a function of CloudFormation makes. */
export function isWrittenOut(json: unknown): json is JsonMap {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    && !Object.keys(json).some((name) => name === 'Ref' || name.startsWith('Fn::'));
}

/** The entries of an element that holds one or a list of them. */
export function listOf(json: unknown): readonly unknown[] {
  return json === undefined ? [] : Array.isArray(json) ? json as unknown[] : [json];
}

/** Whether two pieces say the same; the order of keys says nothing. */
export function isSame(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) { return one === other; }
  if (Array.isArray(one) !== Array.isArray(other)) { return false; }
  const [names, others] = [Object.keys(one), Object.keys(other)];
  return names.length === others.length
    && names.every((name) => Object.hasOwn(other, name) && isSame((one as JsonMap)[name], (other as JsonMap)[name]));
}
