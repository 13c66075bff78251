import { type Encryption, encryptionOf, type Model, type NodeData } from '../model';
import { BUCKET_WORDS, counted, placeOf, SHORT_ENCRYPTION } from '../words';

/** A box of the map that is one node. */
export interface Leaf {
  readonly id: string;
  readonly node: number;
}

/** A box that holds others: an account and Region, a stack, or buckets that are alike. */
export interface Group {
  readonly id: string;
  readonly kind: 'environment' | 'stack' | 'alike' | 'outside';
  readonly label: string;
  readonly detail: string;
  readonly children: readonly Item[];
  /** All nodes in it. */
  readonly nodes: readonly number[];
}

export type Item = Leaf | Group;

export function isGroup(item: Item): item is Group {
  return 'children' in item;
}

/** So many buckets that are alike are drawn as one group. */
const LEAST_ALIKE = 5;
/** Of more buckets, those that are alike are shown as one box at first. */
const MOST_SINGLE = 40;
/** Of more buckets, stacks are closed at first. */
const MOST_OPEN = 120;

export const leafId = (node: number): string => `node-${node}`;

/** The boxes of the map: by account and Region, by stack, and buckets that are alike. */
export function treeOf(model: Model): Group {
  const { nodes, stacks } = model.data;
  const byStack = stacks.map((): number[] => []);
  const elsewhere: number[] = [];
  for (const [i, { stack }] of nodes.entries()) { (stack === null ? elsewhere : byStack[stack]).push(i); }
  const environments = new Map<string, Item[]>();
  for (const [i, stack] of stacks.entries()) {
    if (byStack[i].length === 0) { continue; }
    const place = placeOf(stack);
    environments.set(place, [...environments.get(place) ?? [], stackGroup(model, i, byStack[i])]);
  }
  // A key that is not created here is one of an account and Region nevertheless.
  const outside: Item[] = [];
  for (const node of elsewhere) {
    const { account, region } = nodes[node];
    const home = account === undefined ? undefined : environments.get(placeOf({ account, region: region ?? null }));
    (home ?? outside).push({ id: leafId(node), node });
  }
  const groups = [...environments].map(([place, children], i) => group(`environment-${i}`, 'environment', place, '', children));
  return group('root', 'environment', '', '', outside.length === 0 ? groups : [...groups, group('outside', 'outside', 'Not in these templates', '', outside)]);
}

/** Which groups are closed at first. */
export function closedAtFirst(root: Group, buckets: number): ReadonlySet<string> {
  return new Set(groupsIn(root).filter(({ kind }) => (kind === 'alike' && buckets > MOST_SINGLE) || (kind === 'stack' && buckets > MOST_OPEN)).map(({ id }) => id));
}

export function groupsIn(root: Group): Group[] {
  return root.children.filter(isGroup).flatMap((child) => [child, ...groupsIn(child)]);
}

/** The boxes around each node, the outermost first. */
export function ancestors(root: Group): ReadonlyMap<number, readonly Item[]> {
  const found = new Map<number, readonly Item[]>();
  const visit = (item: Item, around: readonly Item[]) => {
    if (isGroup(item)) {
      for (const child of item.children) { visit(child, [...around, item]); }
    } else {
      found.set(item.node, [...around, item]);
    }
  };
  visit(root, []);
  return found;
}

function stackGroup(model: Model, stack: number, nodes: readonly number[]): Group {
  const kinds = new Map<string, number[]>();
  const children: Item[] = [];
  for (const node of nodes) {
    const kind = kindOf(model, node);
    if (kind === undefined) { children.push({ id: leafId(node), node }); } else { kinds.set(kind, [...kinds.get(kind) ?? [], node]); }
  }
  for (const [, alike] of kinds) {
    if (alike.length < LEAST_ALIKE) {
      children.push(...alike.map((node) => ({ id: leafId(node), node })));
    } else {
      const first = model.data.nodes[alike[0]];
      const words = SHORT_ENCRYPTION[encryptionIn(first)];
      children.push(group(`alike-${alike[0]}`, 'alike', counted(alike.length, BUCKET_WORDS[first.bucket!.type]), words, alike.map((node) => ({ id: leafId(node), node }))));
    }
  }
  const buckets = nodes.filter((node) => model.data.nodes[node].kind === 'bucket').length;
  return group(`stack-${stack}`, 'stack', model.data.stacks[stack].name, counted(buckets, 'bucket'), children);
}

/** What buckets have in common that look alike on the map; nothing for what something leads to. */
function kindOf(model: Model, node: number): string | undefined {
  const { bucket } = model.data.nodes[node];
  const arrows = (model.edgesOfNode.get(node) ?? []).map((edge) => model.data.edges[edge]);
  if (bucket === undefined || arrows.some(({ to }) => to === node)) { return undefined; }
  return JSON.stringify([bucket.type, encryptionOf(bucket), bucket.bucketKey, arrows.map(({ certain, kind, to }) => [kind, to, certain])]);
}

export function encryptionIn({ bucket }: NodeData): Encryption {
  return bucket === undefined ? 'unknown' : encryptionOf(bucket);
}

function group(id: string, kind: Group['kind'], label: string, detail: string, children: readonly Item[]): Group {
  return { id, kind, label, detail, children, nodes: children.flatMap((child) => (isGroup(child) ? child.nodes : [child.node])) };
}
