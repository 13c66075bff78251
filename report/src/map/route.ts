import type { Box, Point } from './layout';

/** The way of an arrow: from a side to a side, or over or under what stands between. */
interface Way {
  readonly path: string;
  readonly middle: Point;
  readonly points: readonly [Point, Point, Point, Point];
}

/**
 * A curve from one box to another that hides behind as few others as can be.
 *
 * @param index Several arrows between two boxes stand a little apart.
 */
export function route(from: Box, to: Box, index: number, obstacles: readonly Box[]): Pick<Way, 'path' | 'middle'> {
  const apart = (index % 2 === 0 ? 1 : -1) * Math.ceil(index / 2) * 12;
  const near = obstacles.filter((box) => box !== from && box !== to && isBetween(box, from, to));
  let best: Way | undefined;
  let least = Infinity;
  for (const way of ways(from, to, apart)) {
    const hidden = hiddenBehind(way, near);
    if (hidden < least) { [best, least] = [way, hidden]; }
    if (hidden === 0) { break; }
  }
  return { path: best!.path, middle: best!.middle };
}

/** The plainest first. */
function* ways(from: Box, to: Box, apart: number): Generator<Way> {
  const [a, b] = [center(from), center(to)];
  const across = from.x + from.width <= to.x || to.x + to.width <= from.x;
  if (across) { yield sideways(from, to, apart); } else { yield upright(from, to, apart); }
  // Names of groups are at their top.
  for (const lift of [34, 70]) {
    for (const isOver of a.y - b.y > from.height ? [true, false] : [false, true]) { yield arched(from, to, apart, lift, isOver); }
  }
  if (!across) { yield around(from, to, apart); }
}

function sideways(from: Box, to: Box, apart: number): Way {
  const [a, b] = [center(from), center(to)];
  const right = a.x < b.x;
  const start = { x: right ? from.x + from.width : from.x, y: a.y + apart };
  const end = { x: right ? to.x : to.x + to.width, y: b.y + apart };
  const bend = Math.max(28, Math.abs(end.x - start.x) / 2) * (right ? 1 : -1);
  return bezier(start, { x: start.x + bend, y: start.y }, { x: end.x - bend, y: end.y }, end);
}

function upright(from: Box, to: Box, apart: number): Way {
  const [a, b] = [center(from), center(to)];
  const down = a.y < b.y;
  const start = { x: a.x + apart, y: down ? from.y + from.height : from.y };
  const end = { x: b.x + apart, y: down ? to.y : to.y + to.height };
  const bend = Math.max(24, Math.abs(end.y - start.y) / 2) * (down ? 1 : -1);
  return bezier(start, { x: start.x, y: start.y + bend }, { x: end.x, y: end.y - bend }, end);
}

/** Out of the top and into the top, or out of the bottom and into the bottom. */
function arched(from: Box, to: Box, apart: number, lift: number, isOver: boolean): Way {
  const start = { x: center(from).x + apart, y: isOver ? from.y : from.y + from.height };
  const end = { x: center(to).x + apart, y: isOver ? to.y : to.y + to.height };
  const level = isOver ? Math.min(start.y, end.y) - lift : Math.max(start.y, end.y) + lift;
  return bezier(start, { x: start.x, y: level }, { x: end.x, y: level }, end);
}

/** Out of the right and into the right. */
function around(from: Box, to: Box, apart: number): Way {
  const start = { x: from.x + from.width, y: center(from).y + apart };
  const end = { x: to.x + to.width, y: center(to).y + apart };
  const level = Math.max(start.x, end.x) + 44;
  return bezier(start, { x: level, y: start.y }, { x: level, y: end.y }, end);
}

const STEPS = 24;

function hiddenBehind({ points: [a, b, c, d] }: Way, boxes: readonly Box[]): number {
  if (boxes.length === 0) { return 0; }
  let hidden = 0;
  for (let i = 1; i < STEPS; i++) {
    const t = i / STEPS;
    const x = on(t, a.x, b.x, c.x, d.x);
    const y = on(t, a.y, b.y, c.y, d.y);
    if (boxes.some((box) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height)) { hidden++; }
  }
  return hidden;
}

const MARGIN = 80;

/** Whether a box stands where arrows between two others can be. */
function isBetween(box: Box, from: Box, to: Box): boolean {
  return box.x < Math.max(from.x + from.width, to.x + to.width) + MARGIN && box.x + box.width > Math.min(from.x, to.x) - MARGIN
    && box.y < Math.max(from.y + from.height, to.y + to.height) + MARGIN && box.y + box.height > Math.min(from.y, to.y) - MARGIN;
}

function center({ height, width, x, y }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}

function on(t: number, a: number, b: number, c: number, d: number): number {
  const s = 1 - t;
  return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
}

function bezier(a: Point, b: Point, c: Point, d: Point): Way {
  const text = ({ x, y }: Point) => `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
  return {
    points: [a, b, c, d],
    path: `M${text(a)}C${text(b)} ${text(c)} ${text(d)}`,
    middle: { x: on(0.5, a.x, b.x, c.x, d.x), y: on(0.5, a.y, b.y, c.y, d.y) },
  };
}
