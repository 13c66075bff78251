import { Graph, layout as dagre } from '@dagrejs/dagre';
import { route } from './route';
import { ancestors, type Group, isGroup, type Item } from './tree';
import type { EdgeData, Model } from '../model';

export interface Point { readonly x: number; readonly y: number }

export interface Box extends Point {
  readonly item: Item;
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  /** Whether it is a group whose members are shown. */
  readonly open: boolean;
}

/** One or more arrows of a kind between two boxes. */
export interface Line {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeData['kind'];
  readonly edges: readonly number[];
  readonly certain: boolean;
  readonly path: string;
  readonly middle: Point;
}

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

const SIZE = { bucket: [212, 52], other: [196, 44], closed: [232, 68], alike: [212, 52] } as const;
const PADDING = 14;
const HEADER = 34;
const GAP = 14;

interface Placed extends Point { readonly item: Item }

interface Laid {
  readonly width: number;
  readonly height: number;
  readonly children: readonly (Placed & { readonly laid: Laid })[];
}

/** Where each box is and how arrows run, for the groups that are open. Dagre places what is connected; the rest stands in rows. */
export function pictureOf(model: Model, root: Group, closed: ReadonlySet<string>): Picture {
  const around = ancestors(root);
  const lines = linesOf(model, around, closed);
  const byGroup = new Map<string, [string, string][]>();
  for (const { from, to } of lines.values()) {
    const pair = siblings(from, to);
    if (pair) { byGroup.set(pair.parent, [...byGroup.get(pair.parent) ?? [], [pair.a, pair.b]]); }
  }
  const sizeOf = (item: Item): Laid => {
    if (!isGroup(item)) { return sized(model.data.nodes[item.node].kind === 'bucket' ? SIZE.bucket : SIZE.other); }
    if (closed.has(item.id)) { return sized(item.kind === 'alike' ? SIZE.alike : SIZE.closed); }
    const laid = item.children.map((child) => ({ item: child, laid: sizeOf(child) }));
    return within(laid, byGroup.get(item.id) ?? [], item.id === 'root' ? undefined : item);
  };
  const whole = sizeOf(root);
  const boxes: Box[] = [];
  const place = ({ children }: Laid, { x, y }: Point, depth: number) => {
    for (const child of children) {
      const at = { x: x + child.x, y: y + child.y };
      const open = isGroup(child.item) && !closed.has(child.item.id);
      boxes.push({ item: child.item, ...at, width: child.laid.width, height: child.laid.height, depth, open });
      if (open) { place(child.laid, at, depth + 1); }
    }
  };
  place(whole, { x: 0, y: 0 }, 0);
  const byId = new Map(boxes.map((box) => [box.item.id, box]));
  const obstacles = boxes.filter(({ open }) => !open);
  const parallel = new Map<string, number>();
  return {
    width: whole.width,
    height: whole.height,
    boxes,
    lines: [...lines.values()].map(({ from, to, ...line }) => {
      const pair = [line.fromId, line.toId].sort().join(' ');
      const index = parallel.get(pair) ?? 0;
      parallel.set(pair, index + 1);
      const { certain, edges, fromId, id, kind, toId } = line;
      return { id, from: fromId, to: toId, kind, edges, certain, ...route(byId.get(fromId)!, byId.get(toId)!, index, obstacles) };
    }),
  };
}

interface Lifted {
  readonly id: string;
  readonly from: readonly Item[];
  readonly to: readonly Item[];
  readonly fromId: string;
  readonly toId: string;
  readonly kind: EdgeData['kind'];
  readonly edges: number[];
  certain: boolean;
}

/** Arrows between what is shown: those of a closed group, and of buckets that are alike, are those of their box. */
function linesOf(model: Model, around: ReadonlyMap<number, readonly Item[]>, closed: ReadonlySet<string>): ReadonlyMap<string, Lifted> {
  const lines = new Map<string, Lifted>();
  const shown = (node: number) => {
    const path = around.get(node)!;
    const end = path.findIndex((item) => isGroup(item) && (item.kind === 'alike' || closed.has(item.id)));
    return end < 0 ? path : path.slice(0, end + 1);
  };
  for (const [i, { certain, from, kind, to }] of model.data.edges.entries()) {
    const [a, b] = [shown(from), shown(to)];
    const [fromId, toId] = [a[a.length - 1].id, b[b.length - 1].id];
    if (fromId === toId) { continue; }
    const id = `${fromId} ${kind} ${toId}`;
    const line = lines.get(id) ?? { id, from: a, to: b, fromId, toId, kind, edges: [], certain: false };
    lines.set(id, line);
    line.edges.push(i);
    line.certain ||= certain;
  }
  return lines;
}

/** The boxes in the innermost group around both. */
function siblings(from: readonly Item[], to: readonly Item[]): { readonly parent: string; readonly a: string; readonly b: string } | undefined {
  const split = from.findIndex((item, i) => item !== to[i]);
  return split <= 0 || to[split] === undefined ? undefined : { parent: from[split - 1].id, a: from[split].id, b: to[split].id };
}

function sized([width, height]: readonly [number, number]): Laid {
  return { width, height, children: [] };
}

type Sized = { readonly item: Item; readonly laid: Laid };

function within(children: readonly Sized[], pairs: readonly (readonly [string, string])[], around: Group | undefined): Laid {
  const blocks = [...connected(children, pairs).map((some) => (some.length === 1 ? alone(some[0]) : ranked(some, pairs)))];
  // What is connected first, the largest of it; the rest in the order of the templates.
  const isSingle = (block: Laid) => block.children.length === 1;
  const order = [...blocks.filter((block) => !isSingle(block)).sort((a, b) => b.height - a.height), ...blocks.filter(isSingle)];
  const packed = inRows(order);
  const [left, top] = around ? [PADDING, HEADER] : [0, 0];
  return {
    width: Math.max(packed.width + 2 * left, around ? nameWidth(around) : 0),
    height: packed.height + top + left,
    children: packed.children.map((child) => ({ ...child, x: child.x + left, y: child.y + top })),
  };
}

/** About as wide as its name is, unless that is very long. */
function nameWidth({ detail, label }: Group): number {
  return Math.min(440, 52 + 8.6 * label.length + 6.8 * detail.length);
}

function connected(children: readonly Sized[], pairs: readonly (readonly [string, string])[]): Sized[][] {
  const roots = new Map(children.map(({ item }) => [item.id, item.id]));
  const rootOf = (id: string): string => {
    const up = roots.get(id)!;
    return up === id ? id : rootOf(up);
  };
  for (const [a, b] of pairs) { roots.set(rootOf(a), rootOf(b)); }
  const parts = new Map<string, Sized[]>();
  for (const child of children) {
    const root = rootOf(child.item.id);
    parts.set(root, [...parts.get(root) ?? [], child]);
  }
  return [...parts.values()];
}

function alone(child: Sized): Laid {
  return { width: child.laid.width, height: child.laid.height, children: [{ ...child, x: 0, y: 0 }] };
}

function ranked(children: readonly Sized[], pairs: readonly (readonly [string, string])[]): Laid {
  const graph = new Graph({ directed: true }).setGraph({ rankdir: 'LR', nodesep: 16, ranksep: 84, edgesep: 10 }).setDefaultEdgeLabel(() => ({}));
  const ids = new Set(children.map(({ item }) => item.id));
  // Dagre begins with the last one.
  for (const { item, laid: { height, width } } of [...children].reverse()) { graph.setNode(item.id, { width, height }); }
  for (const [a, b, ranks] of spread(pairs.filter(([source]) => ids.has(source)))) { graph.setEdge(a, b, { minlen: ranks }); }
  dagre(graph);
  const { height = 0, width = 0 } = graph.graph() as { height?: number; width?: number };
  return {
    width,
    height,
    children: children.map((child) => {
      const { x, y } = graph.node(child.item.id) as unknown as Point;
      return { ...child, x: x - child.laid.width / 2, y: y - child.laid.height / 2 };
    }),
  };
}

/** So many boxes that lead to the same one stand in one column. */
const MOST_IN_COLUMN = 8;

/** What leads to one box and nowhere else stands in several columns, where it would be a very long one. */
function* spread(pairs: readonly (readonly [string, string])[]): Generator<readonly [string, string, ranks: number]> {
  const unique = [...new Map(pairs.map((pair) => [pair.join(' '), pair])).values()];
  const degrees = new Map<string, number>();
  for (const id of unique.flat()) { degrees.set(id, (degrees.get(id) ?? 0) + 1); }
  const seen = new Map<string, number>();
  for (const [a, b] of unique) {
    const place = seen.get(b) ?? 0;
    if (degrees.get(a) !== 1) { yield [a, b, 1]; continue; }
    seen.set(b, place + 1);
    const columns = Math.ceil(Math.sqrt((degrees.get(b) ?? 1) / MOST_IN_COLUMN));
    yield [a, b, columns - (place % columns)];
  }
}

/** Rows of blocks, about as wide as a screen is in proportion to its height. */
function inRows(blocks: readonly Laid[]): Laid {
  const area = blocks.reduce((sum, { height, width }) => sum + (width + GAP) * (height + GAP), 0);
  const widest = Math.max(0, ...blocks.map(({ width }) => width));
  const limit = Math.max(widest, Math.sqrt(area * 2.4));
  const children: (Placed & { laid: Laid })[] = [];
  let [x, y, rowHeight, width] = [0, 0, 0, 0];
  for (const block of blocks) {
    if (x > 0 && x + block.width > limit) { [x, y, rowHeight] = [0, y + rowHeight + GAP, 0]; }
    for (const child of block.children) { children.push({ ...child, x: x + child.x, y: y + child.y }); }
    width = Math.max(width, x + block.width);
    x += block.width + GAP;
    rowHeight = Math.max(rowHeight, block.height);
  }
  return { width, height: y + rowHeight, children };
}
