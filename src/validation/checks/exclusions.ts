import type { ConstructExclusion } from './construct-exclusion';

/** Which constructs are left out of the checks, and why. */
export class Exclusions {
  private readonly all: readonly { readonly pattern: readonly string[]; readonly reason: string }[];

  /** @param owner How errors call what has them. */
  constructor(exclusions: readonly ConstructExclusion[], owner: string) {
    this.all = exclusions.map(({ pathPattern, reason }) => {
      const pattern = typeof pathPattern === 'string' ? pathPattern.split('/').filter((id) => id !== '') : [];
      if (pattern.length === 0) {
        throw new Error(`${owner}: the pathPattern of an exclusion cannot be ${JSON.stringify(pathPattern)}. Fix: use a path of constructs, such as MyStack/ThirdParty.`);
      }
      if (typeof reason !== 'string' || reason.trim() === '') {
        throw new Error(`${owner}: the exclusion of ${pathPattern} has no reason. Fix: set reason to why its findings don't matter.`);
      }
      return { pattern, reason };
    });
  }

  /** Why a construct is left out; nothing if it is not. */
  reasonFor(constructPath: string | undefined): string | undefined {
    if (constructPath === undefined) { return undefined; }
    const ids = constructPath.split('/');
    return this.all.find(({ pattern }) => begins(ids, pattern))?.reason;
  }
}

/** Whether a path, or one that it begins with, is that of a pattern. */
function begins(ids: readonly string[], pattern: readonly string[]): boolean {
  // How much of the path the pattern can have used up so far.
  let ends = new Set([0]);
  for (const part of pattern) {
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
