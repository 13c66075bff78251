import { Hole, isMap, NameHole, OneOf, type Resource, Text, type Value } from '../../../template';

/** Resources of the new templates, and those that they take the place of under other logical IDs. */
export type Renames = ReadonlyMap<string, string>;

/** What names of resources begin with in what stands for them. */
export function nameOf({ template, logicalId }: Pick<Resource, 'template' | 'logicalId'>): string {
  return `${template}/${logicalId}`;
}

/** A value of the new templates in which resources go by their former names, so that it can be compared. */
export function renamed<T extends Value>(value: T, renames: Renames): T;
export function renamed(value: Value, renames: Renames): Value {
  if (renames.size === 0) { return value; }
  if (value instanceof Text) { return Text.of(...value.parts.map((part) => (part instanceof Hole ? renamedHole(part, renames) : part))); }
  if (value instanceof OneOf) { return new OneOf(value.options.map((option) => renamed(option, renames)), value.hole); }
  if (Array.isArray(value)) { return value.map((entry) => renamed(entry, renames)); }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, renamed(entry, renames)])) : value;
}

/** It stands for a name, as `template/id`, or for an attribute, as `template/id.Arn`. */
function renamedHole(hole: Hole, renames: Renames): Hole {
  const end = hole.id.indexOf('.', hole.id.lastIndexOf('/'));
  const former = renames.get(end < 0 ? hole.id : hole.id.slice(0, end));
  if (former === undefined) { return hole; }
  const id = former + (end < 0 ? '' : hole.id.slice(end));
  return hole instanceof NameHole ? new NameHole(id, hole.toString()) : new Hole(id, hole.toString());
}
