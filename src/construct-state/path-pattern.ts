/** A pattern of construct paths: `*` stands for any characters of an ID, `**` for any number of IDs. */
export class PathPattern {
  /** @returns nothing if the text names no construct */
  public static parse(text: unknown): PathPattern | undefined {
    const ids = typeof text === 'string' ? text.split('/').filter((id) => id !== '') : [];
    return ids.length === 0 ? undefined : new PathPattern(ids);
  }

  private constructor(private readonly pattern: readonly string[]) {}

  /** Whether a path, or one that it begins with, is that of the pattern. */
  public matches(constructPath: string): boolean {
    const ids = constructPath.split('/');
    // How much of the path the pattern can have used up so far.
    let ends = new Set([0]);
    for (const part of this.pattern) {
      const next = new Set<number>();
      for (const end of ends) {
        if (part === '**') {
          for (let i = end; i <= ids.length; i++) { next.add(i); }
        } else if (end < ids.length && isLike(ids[end], part)) {
          next.add(end + 1);
        }
      }
      ends = next;
    }
    return ends.size > 0;
  }
}

/** Whether an ID is that of a pattern with `*`, in steps that are at most the product of their lengths. */
function isLike(id: string, pattern: string): boolean {
  const [first, ...parts] = pattern.split('*');
  const last = parts.pop();
  if (last === undefined) { return id === first; }
  if (!id.startsWith(first) || id.length < first.length + last.length || !id.endsWith(last)) { return false; }
  let at = first.length;
  const end = id.length - last.length;
  for (const part of parts) {
    const found = id.slice(0, end).indexOf(part, at);
    if (found < 0) { return false; }
    at = found + part.length;
  }
  return true;
}
