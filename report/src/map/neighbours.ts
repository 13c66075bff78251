import type { Box } from './layout';

const DIRECTIONS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1],
};

/** The box that an arrow key leads to: the nearest one on that side, straight ahead rather than aside. */
export function nextBox(boxes: readonly Box[], from: Box, key: string): Box | undefined {
  if (key === 'Home') { return boxes[0]; }
  if (key === 'End') { return boxes[boxes.length - 1]; }
  const direction = DIRECTIONS[key];
  if (!direction) { return undefined; }
  const [dx, dy] = direction;
  const here = anchor(from);
  let best: Box | undefined;
  let least = Infinity;
  for (const box of boxes) {
    const there = anchor(box);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    if (box === from || along <= 1) { continue; }
    const cost = along + 2.5 * aside;
    if (cost < least) { [best, least] = [box, cost]; }
  }
  return best;
}

/** Of an open group, its button at the top left. */
function anchor({ height, open, width, x, y }: Box): { readonly x: number; readonly y: number } {
  return open ? { x: x + 60, y: y + 16 } : { x: x + width / 2, y: y + height / 2 };
}
