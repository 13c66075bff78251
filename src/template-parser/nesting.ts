/** Deeper than any real template, and far from the end of the stack. */
export const DEEPEST = 500;

export const TOO_DEEP = `it is nested deeper than ${DEEPEST} levels`;

/** Whether parsed text is nested deeper than can be worked with. Uses no stack of its own. */
export function tooDeep(value: unknown): boolean {
  let level: object[] = typeof value === 'object' && value !== null ? [value] : [];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth >= DEEPEST) { return true; }
    const next: object[] = [];
    for (const container of level) {
      for (const member of Object.values(container)) {
        if (typeof member === 'object' && member !== null) { next.push(member as object); }
      }
    }
    level = next;
  }
  return false;
}
