/** A value of a template by its place in the text. */
export interface Located {
  /** Of a member of a map, where its key begins; else where it begins itself. */
  readonly offset: number;
  readonly list?: boolean;
  /** By key, or by place in a list. */
  readonly members?: ReadonlyMap<string, Located>;
}

/** The deepest part on the way along a path that there is. */
export function deepest(root: Located, path: readonly (string | number)[]): Located {
  let here = root;
  for (const step of path) {
    const member = here.members?.get(String(step));
    if (member) {
      here = member;
    } else if (!(String(step) === '0' && here.members && !here.list)) {
      // One thing may stand where a list of them is meant: its place is that of the first.
      return here;
    }
  }
  return here;
}
