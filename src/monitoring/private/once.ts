import type { IConstruct } from 'constructs';
import { ConstructMap } from '../../construct-state';
import { meaningOf } from '../../policy';

const MADE = new ConstructMap<IConstruct, Map<string, unknown>>('made once');

/** What an owner has once, however many monitors share it: the first that asks for it makes it. */
export function once<Made>(owner: IConstruct, what: string, make: () => Made): Made {
  const made = MADE.get(owner) ?? new Map<string, unknown>();
  MADE.set(owner, made);
  if (!made.has(what)) { made.set(what, make()); }
  return made.get(what) as Made;
}

/** Those of some names for which an owner has not been asked before, each once. */
export function claimNames(owner: IConstruct, what: string, names: readonly string[]): string[] {
  const known = once(owner, `known ${what}`, () => new Set<string>());
  const fresh = distinct(owner, names).filter((name) => !known.has(meaningOf(owner, name)));
  for (const name of fresh) { known.add(meaningOf(owner, name)); }
  return fresh;
}

/** Each name once: two tokens may be one name. */
export function distinct(scope: IConstruct, names: readonly string[]): string[] {
  const byMeaning = new Map<string, string>();
  for (const name of names) {
    const meaning = meaningOf(scope, name);
    if (!byMeaning.has(meaning)) { byMeaning.set(meaning, name); }
  }
  return [...byMeaning.values()];
}
