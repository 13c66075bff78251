/** What whoever deploys a template chooses by: a condition or a parameter. */
export interface Choice {
  readonly kind: 'condition' | 'parameter';
  /** The name of the template. */
  readonly template: string;
  readonly name: string;
}

/** What is interpreted on its own: a resource, an output. */
type Piece = object;

// docs/decisions/0071
/**
 * Which choices the resources of an app depend on, and which resources look at each other: as far as they have been read.
 *
 * It is noted while templates are interpreted, so that what nobody asks for does not count.
 */
export class Uses {
  private readonly choices = new Map<string, Choice>();
  private readonly byPiece = new Map<Piece, Set<Choice>>();
  private readonly links = new Map<Piece, Set<Piece>>();
  private readonly likes = new Map<Piece, Piece>();
  private reading: Piece | undefined;

  /** Interprets a piece of a template. */
  during<T>(piece: Piece, work: () => T): T {
    const before = this.reading;
    if (before) { this.link(before, piece); }
    this.reading = piece;
    try {
      return work();
    } finally {
      this.reading = before;
    }
  }

  /** Interprets what no piece depends on directly: the definition of a condition, what is passed to a nested stack. */
  apart<T>(work: () => T): T {
    const before = this.reading;
    this.reading = undefined;
    try {
      return work();
    } finally {
      this.reading = before;
    }
  }

  /** The piece that is interpreted depends on a choice. */
  note(kind: Choice['kind'], template: string, name: string): void {
    if (this.reading) { this.chosenBy(this.reading).add(this.choice(kind, template, name)); }
  }

  /** The piece that is interpreted refers to another. */
  refer(to: Piece): void {
    if (this.reading) { this.link(this.reading, to); }
  }

  link(one: Piece, other: Piece): void {
    if (one === other) { return; }
    linked(this.links, one).add(other);
    linked(this.links, other).add(one);
  }

  /** A piece is not read, because what was found of another one holds for it. */
  share(piece: Piece, like: Piece): void {
    if (piece === like) { return; }
    this.likes.set(piece, like);
    this.chosenBy(piece);
  }

  /** The choices that a piece depends on. */
  * of(piece: Piece): Iterable<Choice> {
    yield* this.byPiece.get(piece) ?? [];
    const like = this.likes.get(piece);
    if (like) { yield* this.byPiece.get(like) ?? []; }
  }

  /** What a piece refers to, and what refers to it. */
  around(piece: Piece): Iterable<Piece> {
    return this.links.get(piece) ?? [];
  }

  /** Whatever may depend on a choice. */
  get choosing(): Iterable<Piece> {
    return this.byPiece.keys();
  }

  /** The same choice is the same object. */
  choice(kind: Choice['kind'], template: string, name: string): Choice {
    const key = JSON.stringify([kind, template, name]);
    let choice = this.choices.get(key);
    if (!choice) {
      choice = { kind, template, name };
      this.choices.set(key, choice);
    }
    return choice;
  }

  private chosenBy(piece: Piece): Set<Choice> {
    return linked(this.byPiece, piece);
  }
}

function linked<K, V>(map: Map<K, Set<V>>, key: K): Set<V> {
  let set = map.get(key);
  if (!set) {
    set = new Set();
    map.set(key, set);
  }
  return set;
}
