import { at, isAbsent, isMap, isUnknown, OneOf, oneOf, optionsOf, Text, Unknown, type Value } from '../../../template';

/** The value of a tag in a list of tags. */
export function tagOf(tags: Value | undefined, key: string): Value | undefined {
  if (isAbsent(tags)) { return undefined; }
  if (tags instanceof OneOf) { return oneOf(tags.options.map((option) => tagOf(option, key) ?? null)); }
  if (!Array.isArray(tags)) { return isUnknown(tags) ? tags : new Unknown('the tags are not a list'); }
  const isIt = (tag: Value) => at(tag, 'Key') === key;
  const certain = tags.find((tag) => optionsOf(tag).every(isIt));
  if (certain !== undefined) { return oneOf(optionsOf(certain).map(valueOf)); }
  // It can be each of those of which some options have the key, or none of them.
  const possible = tags.flatMap(optionsOf);
  const values = possible.filter(isIt).map(valueOf);
  const others = possible.some(mayBeAny) ? [new Unknown('the key of a tag is known at deployment only')] : [];
  return values.length + others.length === 0 ? undefined : oneOf([...values, ...others, ...(values.length > 0 ? [null] : [])]);
}

/** A tag without a value has an empty one. */
function valueOf(tag: Value): Value {
  return at(tag, 'Value') ?? '';
}

/** Whether it is not known which tag it is. */
function mayBeAny(tag: Value): boolean {
  if (isAbsent(tag)) { return false; }
  const key = at(tag, 'Key');
  return !isMap(tag) || isUnknown(key) || key instanceof Text || key instanceof OneOf;
}
