import { App, Environment, isMap, isUnknown, OneOf, Template, Text, Value } from '../../src/template';

/** A value as it reads best in a test: holes in braces, choices and what is unknown by name. */
export function shown(value: Value | undefined): unknown {
  // By their identities, which tell more than what messages show.
  if (value instanceof Text) { return value.parts.map((part) => (typeof part === 'string' ? part : `{${part.id}}`)).join(''); }
  if (value instanceof OneOf) { return { oneOf: value.options.map(shown) }; }
  if (isUnknown(value)) { return { unknown: value.reason }; }
  if (Array.isArray(value)) { return value.map(shown); }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shown(member)])) : value;
}

export const IRELAND: Environment = { account: '111111111111', region: 'eu-west-1' };
export const VIRGINIA: Environment = { account: '111111111111', region: 'us-east-1' };

/** A template alone, named T. */
export function template(json: unknown, environment: Environment = IRELAND): Template {
  return App.ofOne('T', json, environment);
}
