import type { Resource } from '../../../template';
import type { TemplateFile } from '../../assembly';

/** A resource, and what it becomes. */
export interface Pair<Of> {
  readonly before?: Of;
  readonly after?: Of;
}

/** Tells the construct of a resource itself; nothing for what stands for several. */
export type OwnPath = (resource: Resource) => string | undefined;

export function ownPaths(templates: readonly TemplateFile[]): OwnPath {
  const byName = new Map(templates.map((template) => [template.source.name, template]));
  return (resource) => resource.constructPath ?? byName.get(resource.template)?.constructPaths.get(resource.logicalId);
}

/**
 * Pairs of the same template and logical ID; of the rest, those of the same construct, whose logical ID has changed. In the order of what is
 * there after the change, and then what is gone.
 */
export function paired<Of extends { readonly resource: Resource }>(
  before: readonly Of[], after: readonly Of[], pathBefore: OwnPath, pathAfter: OwnPath,
): readonly Pair<Of>[] {
  const identity = ({ resource: { template, logicalId, type } }: Of) => JSON.stringify([template, logicalId, type]);
  const byIdentity = new Map(before.map((one) => [identity(one), one]));
  const left = new Set(before);
  const pairs = after.map((one) => {
    const former = byIdentity.get(identity(one));
    if (former) { left.delete(former); }
    return { before: former, after: one };
  });
  const byConstruct = unique([...left], ({ resource }) => constructOf(resource, pathBefore));
  const added = pairs.filter((pair) => pair.before === undefined).map((pair) => pair.after);
  const open = unique(added, ({ resource }) => constructOf(resource, pathAfter));
  const moved = new Map([...open].map(([construct, one]) => [one, byConstruct.get(construct)]));
  for (const former of moved.values()) { if (former) { left.delete(former); } }
  return [
    ...pairs.map((pair) => ({ before: pair.before ?? moved.get(pair.after), after: pair.after })),
    ...[...left].map((one) => ({ before: one })),
  ];
}

function constructOf(resource: Resource, pathOf: OwnPath): string | undefined {
  const constructPath = pathOf(resource);
  return constructPath === undefined ? undefined : JSON.stringify([constructPath, resource.type]);
}

/** Those whose key nobody else has. */
function unique<Of>(all: readonly Of[], keyOf: (one: Of) => string | undefined): Map<string, Of> {
  const found = new Map<string, Of>();
  const twice = new Set<string>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) { continue; }
    if (found.has(key)) { twice.add(key); }
    found.set(key, one);
  }
  for (const key of twice) { found.delete(key); }
  return found;
}
