import type { Budget } from './budget';
import type { PatternSet, Symbol } from './pattern-set';
import { FRESH } from '../tokens';

/** A stretch of a text. */
export interface Segment {
  /** By which requirements speak of this stretch alone. */
  readonly name?: string;
  /** What stands there. */
  readonly fixed?: readonly Symbol[];
  /** Or how much text can stand there. */
  readonly free?: FreeText;
}

export interface FreeText {
  readonly least: number;
  /** No limit where it is absent. */
  readonly most?: number;
  /** Whether a symbol can be part of it. */
  readonly allows: (symbol: Symbol) => boolean;
  /** Characters that it can be made of, beside those of the patterns. */
  readonly alphabet?: readonly Symbol[];
}

/** A stretch that is made of segments with these names, which other text may stand between. */
export function stretchOf(...names: readonly string[]): string {
  return names.join('+');
}

/** That a text, or a stretch of it, matches one of some patterns, or none of them. */
export interface Requirement {
  readonly patterns: PatternSet;
  readonly wanted: boolean;
  /** Of which stretch, if not of all. */
  readonly segment?: string;
}

/** Where a search has got to. */
interface Place {
  readonly segment: number;
  /** How many symbols of the segment there are; of free text only as many as matter. */
  readonly count: number;
  /** The state of each requirement; nothing for one whose segment has not begun, or has ended well. */
  readonly states: readonly (string | undefined)[];
  readonly before: Place | undefined;
  readonly symbol: Symbol | undefined;
}

/**
 * A shortest text of a shape that meets all requirements; nothing where there is none.
 *
 * It goes through the places that a text can reach in all patterns at once, each combination of places once: the product
 * of the automata, made only as far as it is reached.
 */
export function findText(shape: readonly Segment[], requirements: readonly Requirement[], budget: Budget): Symbol[] | undefined {
  const search = new TextSearch(shape, requirements, budget);
  const known = new Set<string>();
  let frontier = search.begin();
  while (frontier.length > 0) {
    const next: Place[] = [];
    for (const place of frontier) {
      if (place.segment === shape.length) {
        if (search.isGood(place)) { return symbolsUntil(place); }
        continue;
      }
      for (const following of search.after(place)) {
        const key = keyOf(following);
        budget.spend(1 + key.length / 16);
        if (!known.has(key)) {
          known.add(key);
          next.push(following);
        }
      }
    }
    frontier = next;
  }
  return undefined;
}

class TextSearch {
  private readonly alphabets: readonly (readonly Symbol[])[];
  /** Of which segments each requirement speaks; nothing for one that speaks of all. */
  private readonly names: readonly (readonly string[] | undefined)[];

  constructor(private readonly shape: readonly Segment[], private readonly requirements: readonly Requirement[], private readonly budget: Budget) {
    this.names = requirements.map(({ segment }) => segment?.split('+'));
    this.alphabets = shape.map((segment) => alphabetOf(segment, requirements.filter((_, i) => this.speaksOf(i, segment.name))));
  }

  begin(): Place[] {
    const first = this.entered(0, this.requirements.map(({ patterns, segment }) => (segment === undefined ? patterns.start : undefined)));
    return this.onward({ segment: 0, count: 0, states: first, before: undefined, symbol: undefined });
  }

  isGood({ states }: Place): boolean {
    return this.requirements.every(({ patterns, segment, wanted }, i) => segment !== undefined || patterns.accepts(states[i] ?? '') === wanted);
  }

  after(place: Place): Place[] {
    const { fixed, free } = this.shape[place.segment];
    if (fixed !== undefined) { return this.taken(place, fixed[place.count], place.count + 1); }
    const most = free?.most ?? Infinity;
    if (place.count >= most) { return []; }
    const enough = most === Infinity ? free?.least ?? 0 : most;
    const following: Place[] = [];
    const told = this.toldApart(place);
    for (const symbol of this.alphabets[place.segment]) {
      const matters = typeof symbol !== 'string' ? this.isAskedFor(place, symbol) : told === undefined || symbol === FRESH || told.has(symbol);
      if (matters) { following.push(...this.taken(place, symbol, Math.min(place.count + 1, enough))); }
    }
    return following;
  }

  /** The characters that do not lead to the same place as one that no pattern names; nothing where all have to be tried. */
  private toldApart({ segment: at, states }: Place): ReadonlySet<Symbol> | undefined {
    if (!this.alphabets[at].includes(FRESH)) { return undefined; }
    const { name } = this.shape[at];
    const result = new Set<Symbol>();
    for (const [i, { patterns }] of this.requirements.entries()) {
      const state = states[i];
      if (state === undefined || !this.speaksOf(i, name)) { continue; }
      const characters = patterns.tellsApart(state);
      if (characters === undefined) { return undefined; }
      for (const one of characters) { result.add(one); }
    }
    return result;
  }

  /** Where no pattern that has to match has a hole, characters do as well. */
  private isAskedFor({ segment: at, states }: Place, hole: Exclude<Symbol, string>): boolean {
    const { name } = this.shape[at];
    return this.requirements.some(({ patterns, wanted }, i) => wanted && this.speaksOf(i, name) && patterns.asksFor(states[i] ?? '', hole));
  }

  private taken(place: Place, symbol: Symbol, count: number): Place[] {
    const name = this.shape[place.segment].name;
    const states: (string | undefined)[] = [];
    for (let i = 0; i < this.requirements.length; i++) {
      const { patterns, wanted } = this.requirements[i];
      const state = place.states[i];
      if (state === undefined || !this.speaksOf(i, name)) {
        states.push(state);
        continue;
      }
      this.budget.spend(1);
      const next = patterns.step(state, symbol);
      if (wanted ? next === '' : patterns.acceptsAll(next)) { return []; }
      states.push(next);
    }
    return this.onward({ ...place, count, states, before: place, symbol });
  }

  /** The place itself, and those behind segments that can end here. */
  private onward(place: Place): Place[] {
    const segment = this.shape[place.segment];
    if (segment === undefined) { return [place]; }
    const canEnd = segment.fixed !== undefined ? place.count === segment.fixed.length : place.count >= (segment.free?.least ?? 0);
    if (!canEnd) { return [place]; }
    const left = this.left(place.segment, place.states);
    const following = place.segment + 1;
    const behind = left === undefined ? [] : this.onward({ ...place, segment: following, count: 0, states: this.entered(following, left) });
    return segment.fixed !== undefined ? behind : [...behind, place];
  }

  private entered(index: number, states: readonly (string | undefined)[]): readonly (string | undefined)[] {
    const name = this.shape[index]?.name;
    if (name === undefined) { return states; }
    return states.map((state, i) => (this.names[i]?.[0] === name ? this.requirements[i].patterns.start : state));
  }

  private left(index: number, states: readonly (string | undefined)[]): readonly (string | undefined)[] | undefined {
    const name = this.shape[index].name;
    if (name === undefined) { return states; }
    const result = [...states];
    for (const [i, { patterns, wanted }] of this.requirements.entries()) {
      const names = this.names[i];
      if (names?.[names.length - 1] !== name) { continue; }
      if (patterns.accepts(states[i] ?? '') !== wanted) { return undefined; }
      result[i] = undefined;
    }
    return result;
  }

  private speaksOf(index: number, name: string | undefined): boolean {
    const names = this.names[index];
    return names === undefined || (name !== undefined && names.includes(name));
  }
}

function alphabetOf({ free }: Segment, requirements: readonly Requirement[]): Symbol[] {
  if (free === undefined) { return []; }
  const symbols = new Set<Symbol>([FRESH, ...free.alphabet ?? []]);
  for (const { patterns, wanted } of requirements) {
    // A hole that must not be there is never needed: what no policy names is at least as good.
    for (const symbol of patterns.symbols) { if (wanted || typeof symbol === 'string') { symbols.add(symbol); } }
  }
  return uniqueHoles([...symbols].filter(free.allows));
}

/** Holes of one id are one symbol. */
function uniqueHoles(symbols: readonly Symbol[]): Symbol[] {
  const ids = new Set<string>();
  return symbols.filter((symbol) => {
    if (typeof symbol === 'string') { return true; }
    const isNew = !ids.has(symbol.id);
    ids.add(symbol.id);
    return isNew;
  });
}

function keyOf({ segment, count, states }: Place): string {
  let key = `${segment}.${count}`;
  for (const state of states) { key += state === undefined ? '|-' : `|${state.length}.${state}`; }
  return key;
}

function symbolsUntil(place: Place): Symbol[] {
  const result: Symbol[] = [];
  for (let at: Place | undefined = place; at !== undefined; at = at.before) {
    if (at.symbol !== undefined && at.before !== undefined) { result.push(at.symbol); }
  }
  return result.reverse();
}
