import type { IConstruct } from 'constructs';
import { ConstructMap } from '../../construct-state';

const MADE = new ConstructMap<IConstruct, Map<string, unknown>>('made once');

/** What an owner has once, however many monitors share it: the first that asks for it makes it. */
export function once<Made>(owner: IConstruct, what: string, make: () => Made): Made {
  const made = MADE.get(owner) ?? new Map<string, unknown>();
  MADE.set(owner, made);
  if (!made.has(what)) { made.set(what, make()); }
  return made.get(what) as Made;
}

/** Those of some names for which an owner has not been asked before. */
export function forTheFirstTime(owner: IConstruct, what: string, names: readonly string[]): string[] {
  const known = once(owner, `known ${what}`, () => new Set<string>());
  const fresh = [...new Set(names)].filter((name) => !known.has(name));
  for (const name of fresh) { known.add(name); }
  return fresh;
}
