const MADE = new WeakMap<object, Map<string, unknown>>();

/** What an owner has once, however many monitors share it: the first that asks for it makes it. */
export function once<Made>(owner: object, what: string, make: () => Made): Made {
  const made = MADE.get(owner) ?? new Map<string, unknown>();
  MADE.set(owner, made);
  if (!made.has(what)) { made.set(what, make()); }
  return made.get(what) as Made;
}

/** Those of some names for which an owner has not been asked before. */
export function forTheFirstTime(owner: object, what: string, names: readonly string[]): string[] {
  const known = once(owner, `known ${what}`, () => new Set<string>());
  const fresh = [...new Set(names)].filter((name) => !known.has(name));
  for (const name of fresh) { known.add(name); }
  return fresh;
}
