import { createHash } from 'crypto';
import type { Judgement } from '../rule-sets';
import { namesOf } from '../rules';

/** What identifies statements of policies and rules of replication and lifecycle, whatever their order. */
const NAMES_OF_MEMBERS = ['Sid', 'Id', 'ID'];

const LENGTH = 32;

// docs/decisions/0098
/**
 * What identifies a finding from run to run, under each name of its rule: the current one first.
 *
 * Neither files nor lines, nor the order of statements, nor the wording of messages: of a message count the resources and
 * AWS services that it names, which tell causes apart.
 *
 * @param template The template that the resource is in.
 * @param logicalIds Those of all templates.
 */
export function fingerprintsOf(
  { rule, status, resource, property, message }: Pick<Judgement, 'rule' | 'status' | 'property' | 'message' | 'resource'>,
  constructPath: string | undefined,
  template: unknown,
  logicalIds: ReadonlySet<string>,
): readonly string[] {
  const { logicalId, place = ['Resources', logicalId] } = resource;
  const named = [...new Set([
    ...(message.match(/[A-Za-z0-9]+/g) ?? []).filter((word) => word !== logicalId && logicalIds.has(word)),
    ...(message.match(/[a-z0-9.-]+/g) ?? []).map((word) => (word.endsWith('.') ? word.slice(0, -1) : word)).filter((word) => word.endsWith('.amazonaws.com')),
  ])].sort();
  // What the template does not have has no construct of its own.
  const ownPath = Object.hasOwn(memberOf(template, 'Resources') ?? {}, logicalId) ? constructPath : undefined;
  const cause = [status, logicalId, ownPath ?? '', inAnyOrder(template, place, property), named];
  return namesOf(rule).map((name) => createHash('sha256').update(JSON.stringify([name, ...cause])).digest('hex').slice(0, LENGTH));
}

/** The logical IDs of a template, as it has them. */
export function logicalIdsIn(template: unknown): readonly string[] {
  const resources = memberOf(template, 'Resources');
  return typeof resources === 'object' && resources !== null ? Object.keys(resources) : [];
}

/** A path in which members of lists go by their names, and where they have none by nothing. */
function inAnyOrder(template: unknown, place: readonly (string | number)[], property: string): string {
  let at: unknown = template;
  for (const step of place) { at = memberOf(at, step); }
  return property.split('.').map((step) => {
    at = memberOf(at, step);
    if (!/^\d+$/.test(step)) { return step; }
    const name = NAMES_OF_MEMBERS.map((one) => memberOf(at, one)).find((one) => typeof one === 'string');
    return typeof name === 'string' ? `[${name}]` : '[]';
  }).join('.');
}

function memberOf(value: unknown, name: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as { readonly [name: string]: unknown })[name] : undefined;
}
