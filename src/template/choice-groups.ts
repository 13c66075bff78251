import type { App } from './app';
import { type Case, casesOf } from './cases';
import { Resource } from './resource';
import type { Choice, Uses } from './uses';

/** Resources whose choices are judged together. */
export interface ChoiceGroup {
  readonly members: ReadonlySet<Resource>;
  readonly cases: readonly Case[];
  /** Whether it is part of what hangs together, which has too many cases: other choices may matter to it. */
  readonly isPart: boolean;
}

/** So often an app is interpreted besides, and not more often. */
export const MOST_RUNS = 128;

interface Chosen {
  readonly choices: readonly Choice[];
  readonly cases: readonly Case[];
  readonly isPart: boolean;
}

/** Where the choices that hang together are too many, so far from a resource, and so many of them, are considered. */
const FARTHEST = 2;
const MOST_CHOICES_AROUND = 8;

// docs/decisions/0071
/**
 * The resources of an app that depend on choices, as far as they have been read: in groups that refer to each other, each with
 * its cases. Where a group has too many cases, each of its resources gets those of the choices nearest to it.
 *
 * @param matters Whether a resource of a group with too many cases is of interest.
 */
export function choiceGroups(app: App, matters: (resource: Resource) => boolean): readonly ChoiceGroup[] {
  const { uses } = app;
  if (!uses) { return []; }
  const groups = new Map<string, ChoiceGroup & { readonly members: Set<Resource> }>();
  const add = ({ choices, cases, isPart }: Chosen, members: Iterable<Resource>) => {
    const key = JSON.stringify([isPart, ...choices.map(({ kind, template, name }) => [template, kind, name].join('\n')).sort()]);
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { members: new Set(members), cases, isPart });
    } else {
      for (const member of members) { group.members.add(member); }
    }
  };
  let ofParts = 0;
  linkByName(uses);
  for (const pieces of connected(uses)) {
    const members = pieces.filter((piece) => piece instanceof Resource).filter(({ type }) => type !== 'AWS::CloudFormation::Stack');
    if (members.length === 0) { continue; }
    const ofMakers = members.flatMap((member) => [...makersOf(app, uses, member)]);
    const choices = [...new Set([...pieces.flatMap((piece) => [...uses.of(piece)]), ...ofMakers])];
    const cases = casesOf(app, choices);
    if (cases && cases.length > 0) { add({ choices, cases, isPart: false }, members); }
    if (cases) { continue; }
    const anchors = members.filter(matters);
    const claimed = new Set<object>(anchors);
    for (const anchor of anchors) {
      // Beyond that there are no runs for them.
      const near = ofParts > MOST_RUNS ? undefined : nearest(app, uses, anchor);
      if (!near) { continue; }
      if (near.isPart) { ofParts += near.cases.length; }
      // What is wrong in some of the cases may be said of what stands beside it.
      const beside = [...uses.around(anchor)].filter((piece) => piece instanceof Resource).filter((piece) => !claimed.has(piece));
      for (const one of beside) { claimed.add(one); }
      add(near, [anchor, ...beside]);
    }
  }
  return [...groups.values()];
}

/** Policies name buckets and roles as text, too, and nobody looks up which these are. */
function linkByName(uses: Uses): void {
  const resources = [...connected(uses)].flat().filter((piece) => piece instanceof Resource);
  const named = new Map<string, Resource>();
  for (const resource of resources) {
    const name = resource.identity.physicalName;
    if (typeof name === 'string') { named.set(name, resource); }
  }
  if (named.size === 0) { return; }
  for (const resource of resources) {
    for (const word of resource.text.split(/[^\w.-]+/)) {
      const other = named.get(word);
      if (other) { uses.link(resource, other); }
    }
  }
}

/** The conditions under which nested stacks are made that a resource is in. */
function* makersOf(app: App, uses: Uses, { template }: Resource): Generator<Choice> {
  for (const maker of makers(app, template)) {
    if (maker.condition !== undefined) { yield uses.choice('condition', maker.template, maker.condition); }
  }
}

/** The resources that make the nested stacks that a template is in: of its parent, of the parent's parent. */
export function* makers(app: App, template: string): Generator<Resource> {
  const seen = new Set<string>();
  for (let address = app.template(template)?.nestedIn; address && !seen.has(address.template); address = app.template(address.template)?.nestedIn) {
    seen.add(address.template);
    const maker = app.template(address.template)?.resource(address.logicalId);
    if (maker) { yield maker; }
  }
}

/** All that refers to each other, where anything of it depends on a choice. */
function* connected(uses: Uses): Generator<object[]> {
  const seen = new Set<object>();
  for (const piece of uses.choosing) {
    if (seen.has(piece)) { continue; }
    const pieces = [...reached(uses, piece)];
    for (const one of pieces) { seen.add(one); }
    yield pieces;
  }
}

/** Whatever a piece refers to, and what refers to it, and so on: what is nearest comes first. */
function* reached(uses: Uses, start: object): Generator<object> {
  const pieces = new Set([start]);
  // What is added on the way is visited, too.
  for (const piece of pieces) {
    yield piece;
    for (const next of uses.around(piece)) { pieces.add(next); }
  }
}

/** The choices of a resource, of what it refers to and what refers to it, and of what is next to these: as far as they can be determined apart. */
function nearest(app: App, uses: Uses, resource: Resource): Chosen | undefined {
  const seen = new Set<object>([resource]);
  const choices = new Set<Choice>();
  let best: Chosen | undefined;
  let ring: readonly object[] = [resource];
  for (let distance = 0; distance <= FARTHEST; distance++) {
    for (const piece of ring) { for (const choice of uses.of(piece)) { choices.add(choice); } }
    const cases = choices.size > MOST_CHOICES_AROUND ? undefined : casesOf(app, [...choices]);
    if (!cases) { return best && { ...best, isPart: true }; }
    if (cases.length > 0) { best = { choices: [...choices], cases, isPart: false }; }
    // Keys do not lead on: others use them, too.
    const next = ring.filter((piece) => piece === resource || !isKey(piece)).flatMap((piece) => [...uses.around(piece)]);
    ring = [...new Set(next)].filter((piece) => !seen.has(piece));
    for (const piece of ring) { seen.add(piece); }
  }
  return best;
}

function isKey(piece: object): boolean {
  return piece instanceof Resource && piece.type.startsWith('AWS::KMS::');
}
