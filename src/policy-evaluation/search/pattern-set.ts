import type { Budget } from './budget';
import { FRESH, Gap, isVariable, Wildcard } from '../tokens';

/** A character of a text, or a hole in it. */
export type Symbol = string | Gap;

/** A wildcard that stands within one of the first five fields of an ARN, and so for no colon. */
export enum FieldWildcard {
  ANY_TEXT = 'any text of a field',
  ANY_CHARACTER = 'any character of a field',
}

export type PatternToken = string | Gap | Wildcard | FieldWildcard;

/** What it means that a text matches a pattern, where either has holes. */
export enum Reading {
  /** It matches whatever the holes turn out to be. */
  SURE,
  /** It may match: never less than that, and sometimes more. */
  POSSIBLE,
}

/** How a place in a pattern was reached. */
enum Flavour {
  /** Pattern and text are the same so far, hole by hole. A sure reading has no other. */
  ALIGNED,
  LOOSE,
  /** Within a hole of the pattern. */
  INSIDE,
  /** The pattern has the name of one resource where the text has that of another. */
  DIFFERS,
}

/** Patterns without holes need not be told from others: there all is the same. */
const FLAVOURS = 4;

/** States are texts with a character for each place. */
const MOST_NODES = 0xffff;

/**
 * Patterns, read one symbol at a time: which of all their places can have been reached. A text matches when the end of
 * any pattern is among them.
 *
 * A state is a text, so that states can be compared and kept in maps.
 */
export class PatternSet {
  readonly start: string;
  /** The characters and holes that the patterns tell from others. */
  readonly symbols: ReadonlySet<Symbol>;

  /** All patterns one after another, each with `undefined` behind it. */
  private readonly tokens: readonly (PatternToken | undefined)[];
  private readonly flavours: number;
  private readonly steps = new Map<Symbol, Map<string, string>>();
  private readonly told = new Map<string, ReadonlySet<Symbol> | undefined>();

  constructor(
    patterns: readonly (readonly PatternToken[])[],
    private readonly reading: Reading,
    private readonly ignoreCase: boolean,
    private readonly budget: Budget,
  ) {
    this.tokens = patterns.flatMap((pattern) => [...pattern, undefined]);
    this.flavours = patterns.some((pattern) => pattern.some((token) => token instanceof Gap)) ? FLAVOURS : 1;
    budget.spend(this.tokens.length / 8);
    if (this.tokens.length * this.flavours > MOST_NODES) { budget.spend(Infinity); }
    const reached = new Set<number>();
    let place = 0;
    for (const pattern of patterns) {
      this.reach(reached, Flavour.ALIGNED, place);
      place += pattern.length + 1;
    }
    this.start = this.shortened(stateOf(reached));
    this.symbols = new Set(this.tokens.flatMap((token) => this.symbolsOf(token)));
  }

  accepts(state: string): boolean {
    for (let i = 0; i < state.length; i++) {
      const node = state.charCodeAt(i);
      if (this.tokens[this.placeOf(node)] === undefined && this.flavourOf(node) !== Flavour.DIFFERS) { return true; }
    }
    return false;
  }

  /** Whether every text that goes on from here matches. */
  acceptsAll(state: string): boolean {
    // Others are no longer than that: they have been shortened.
    if (state.length > 2) { return false; }
    for (let i = 0; i < state.length; i++) {
      if (this.isLastStar(this.placeOf(state.charCodeAt(i)))) { return true; }
    }
    return false;
  }

  /**
   * The characters that lead elsewhere from here than one that no pattern names. Nothing where any may: within holes it
   * matters which characters they can have.
   */
  tellsApart(state: string): ReadonlySet<Symbol> | undefined {
    if (this.told.has(state)) { return this.told.get(state); }
    const characters = this.charactersAt(state);
    this.told.set(state, characters);
    return characters;
  }

  private charactersAt(state: string): ReadonlySet<Symbol> | undefined {
    const characters = new Set<Symbol>();
    for (let i = 0; i < state.length; i++) {
      const node = state.charCodeAt(i);
      const token = this.tokens[this.placeOf(node)];
      if (token instanceof Gap || this.flavourOf(node) === Flavour.DIFFERS) { return undefined; }
      if (token === FieldWildcard.ANY_TEXT || token === FieldWildcard.ANY_CHARACTER) { characters.add(':'); }
      for (const symbol of this.symbolsOf(token)) { characters.add(symbol); }
    }
    return characters;
  }

  /** Whether a hole stands in a pattern at one of the places that have been reached. */
  asksFor(state: string, { id }: Gap): boolean {
    for (let i = 0; i < state.length; i++) {
      const token = this.tokens[this.placeOf(state.charCodeAt(i))];
      if (token instanceof Gap && token.id === id) { return true; }
    }
    return false;
  }

  step(state: string, symbol: Symbol): string {
    let known = this.steps.get(symbol);
    if (known === undefined) { this.steps.set(symbol, known = new Map()); }
    let next = known.get(state);
    if (next === undefined) {
      this.budget.spend(state.length + 1);
      const reached = new Set<number>();
      for (let i = 0; i < state.length; i++) {
        const node = state.charCodeAt(i);
        if (typeof symbol === 'string') {
          this.takeCharacter(reached, this.flavourOf(node), this.placeOf(node), symbol);
        } else if (this.reading === Reading.SURE) {
          this.surelyTakeHole(reached, this.placeOf(node), symbol);
        } else {
          this.perhapsTakeHole(reached, this.flavourOf(node), this.placeOf(node), symbol);
        }
      }
      known.set(state, next = this.shortened(stateOf(reached)));
    }
    return next;
  }

  /** What matches whatever follows needs not be told from other such places. */
  private shortened(state: string): string {
    for (let i = 0; i < state.length; i++) {
      const node = state.charCodeAt(i);
      if (this.isLastStar(this.placeOf(node))) { return stateOf(new Set([node, this.nodeOf(this.flavourOf(node), this.placeOf(node) + 1)])); }
    }
    return state;
  }

  private isLastStar(place: number): boolean {
    return this.tokens[place] === Wildcard.ANY_TEXT && this.tokens[place + 1] === undefined;
  }

  private reach(reached: Set<number>, flavour: Flavour, place: number): void {
    const token = this.tokens[place];
    const isStar = token === Wildcard.ANY_TEXT || token === FieldWildcard.ANY_TEXT;
    const passes = isStar && (flavour === Flavour.ALIGNED || flavour === Flavour.LOOSE);
    // Behind a star nothing is aligned.
    const loose = passes && this.reading === Reading.POSSIBLE ? Flavour.LOOSE : flavour;
    reached.add(this.nodeOf(loose, place));
    if (passes) { this.reach(reached, loose, place + 1); }
  }

  private takeCharacter(reached: Set<number>, flavour: Flavour, place: number, character: string): void {
    if (flavour === Flavour.DIFFERS) {
      // The names end here, and they are two. Otherwise one of them goes on.
      if (character === '/' || character === ':') { return; }
      this.takeCharacter(reached, Flavour.LOOSE, place + 1, character);
      this.takeCharacter(reached, Flavour.INSIDE, place, character);
      return;
    }
    const token = this.tokens[place];
    if (token instanceof Gap) {
      if (this.reading === Reading.SURE || !canHold(token, character)) { return; }
      reached.add(this.nodeOf(Flavour.INSIDE, place));
      this.reach(reached, Flavour.LOOSE, place + 1);
    } else if (token !== undefined && this.takes(token, character)) {
      this.reach(reached, flavour, isRepeated(token) ? place : place + 1);
    }
  }

  private takes(token: Exclude<PatternToken, Gap>, character: string): boolean {
    switch (token) {
      case Wildcard.ANY_TEXT:
      case Wildcard.ANY_CHARACTER: return true;
      case FieldWildcard.ANY_TEXT:
      case FieldWildcard.ANY_CHARACTER: return character !== ':';
      default: return token === (this.ignoreCase ? character.toLowerCase() : character);
    }
  }

  private surelyTakeHole(reached: Set<number>, place: number, hole: Gap): void {
    const [token, next] = [this.tokens[place], this.tokens[place + 1]];
    if (isRepeated(token)) {
      if (isWithin(token, hole)) { this.reach(reached, Flavour.ALIGNED, place); }
    } else if (token instanceof Gap) {
      if (token.id === hole.id) { this.reach(reached, Flavour.ALIGNED, place + 1); }
    } else if (isRepeated(next) && isWithin(next, hole) && (token === Wildcard.ANY_CHARACTER || token === FieldWildcard.ANY_CHARACTER)) {
      // A hole is one character at least.
      this.reach(reached, Flavour.ALIGNED, place + 1);
    }
  }

  private perhapsTakeHole(reached: Set<number>, flavour: Flavour, place: number, hole: Gap): void {
    const token = this.tokens[place];
    if (flavour === Flavour.ALIGNED && token instanceof Gap) {
      if (token.id === hole.id) {
        this.reach(reached, Flavour.ALIGNED, place + 1);
        return;
      }
      if (token.ofResource && hole.ofResource && this.endsAt(place + 1)) {
        reached.add(this.nodeOf(Flavour.DIFFERS, place));
        return;
      }
    }
    const frontier = flavour === Flavour.DIFFERS
      ? [this.nodeOf(Flavour.INSIDE, place), this.nodeOf(Flavour.LOOSE, place + 1)]
      : [this.nodeOf(flavour === Flavour.ALIGNED ? Flavour.LOOSE : flavour, place)];
    for (let node = frontier.pop(); node !== undefined; node = frontier.pop()) {
      const next = new Set<number>();
      this.takeSomething(next, this.flavourOf(node), this.placeOf(node), hole);
      for (const one of next) {
        if (!reached.has(one)) {
          reached.add(one);
          frontier.push(one);
        }
      }
      this.budget.spend(1);
    }
  }

  /** One character of a hole, whichever. */
  private takeSomething(reached: Set<number>, flavour: Flavour, place: number, hole: Gap): void {
    const token = this.tokens[place];
    if (token instanceof Gap) {
      reached.add(this.nodeOf(Flavour.INSIDE, place));
      this.reach(reached, Flavour.LOOSE, place + 1);
    } else if (token === FieldWildcard.ANY_TEXT || token === Wildcard.ANY_TEXT) {
      this.reach(reached, flavour, place);
    } else if (token !== undefined && (typeof token !== 'string' || isWildcard(token) || canHold(hole, token))) {
      this.reach(reached, flavour, place + 1);
    }
  }

  private nodeOf(flavour: Flavour, place: number): number {
    return this.flavours === 1 ? place : place * FLAVOURS + flavour;
  }

  private flavourOf(node: number): Flavour {
    return this.flavours === 1 ? Flavour.ALIGNED : node % FLAVOURS;
  }

  private placeOf(node: number): number {
    return this.flavours === 1 ? node : Math.floor(node / FLAVOURS);
  }

  private endsAt(place: number): boolean {
    const token = this.tokens[place];
    return token === undefined || token === '/' || token === ':';
  }

  private symbolsOf(token: PatternToken | undefined): Symbol[] {
    if (token === undefined || isWildcard(token)) { return []; }
    if (token instanceof Gap) { return [token]; }
    return this.ignoreCase ? [token, token.toUpperCase()].filter((one) => one.length === 1) : [token];
  }
}

export function isWildcard(token: PatternToken): token is Wildcard | FieldWildcard {
  return typeof token === 'number' || token === FieldWildcard.ANY_TEXT || token === FieldWildcard.ANY_CHARACTER;
}

function isRepeated(token: PatternToken | undefined): token is Wildcard.ANY_TEXT | FieldWildcard.ANY_TEXT {
  return token === Wildcard.ANY_TEXT || token === FieldWildcard.ANY_TEXT;
}

/** Whether a wildcard of a field surely takes a hole: it has no colon in it. */
function isWithin(token: Wildcard | FieldWildcard, hole: Gap): boolean {
  return token === Wildcard.ANY_TEXT || hole.isName || hole.withinArnField;
}

/** Whether a hole can have a character in it. */
export function canHold(hole: Gap, character: string): boolean {
  if (character === FRESH) { return isVariable(hole); }
  if (hole.isAccount) { return /\d/.test(character); }
  return (character !== ':' || !(hole.withinArnField || hole.isName)) && (character !== '/' || !hole.isName);
}

function stateOf(nodes: ReadonlySet<number>): string {
  return nodes.size === 0 ? '' : String.fromCharCode(...[...nodes].sort((a, b) => a - b));
}
