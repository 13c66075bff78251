import { at, isAbsent, isMap, isUnknown, OneOf, oneOf, optionsOf, Text, Unknown, type Value } from '../../../template';

/** The value of a tag in a list of tags. */
export function tagOf(tags: Value | undefined, key: string): Value | undefined {
  if (isAbsent(tags)) { return undefined; }
  if (tags instanceof OneOf) { return oneOf(tags.options.map((option) => tagOf(option, key) ?? null)); }
  if (!Array.isArray(tags)) { return isUnknown(tags) ? tags : new Unknown('the tags are not a list'); }
  const isIt = (tag: Value) => at(tag, 'Key') === key;
  const found = tags.find((tag) => optionsOf(tag).some(isIt));
  if (found !== undefined) { return oneOf(optionsOf(found).map((option) => (isIt(option) ? at(option, 'Value') ?? '' : null))); }
  return tags.some((tag) => optionsOf(tag).some(mayBeAny)) ? new Unknown('the key of a tag is known at deployment only') : undefined;
}

/** Whether it is not known which tag it is. */
function mayBeAny(tag: Value): boolean {
  if (isAbsent(tag)) { return false; }
  const key = at(tag, 'Key');
  return !isMap(tag) || isUnknown(key) || key instanceof Text || key instanceof OneOf;
}
