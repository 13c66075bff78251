/**
 * What a property of a template can turn out to be.
 *
 * A template is not a document of literals: much of it is known only when it is deployed. A value says as much as can
 * be told beforehand, and no more.
 */
export type Value = Scalar | Text | OneOf | Unknown | Value[] | ValueMap;

export type Scalar = string | number | boolean | null;

export interface ValueMap { readonly [name: string]: Value }

/**
 * A piece of text that is not known, but is the same wherever the same hole stands: a pseudo parameter that the
 * environment does not tell, the name that CloudFormation will give to a resource.
 */
export class Hole {
  /**
   * @param id Identity: two holes of one id stand for the same text.
   * @param shown How messages write it, where that is not its id: of ids, the names of templates are a part.
   */
  constructor(readonly id: string, private readonly shown?: string) {}

  /** For messages: where it can, as `Fn::Sub` writes what it stands for. It is no identity. */
  toString(): string {
    return this.shown ?? `{${this.id}}`;
  }
}

/** Text with at least one hole in it. Text without holes is a plain string. */
export class Text {
  /** Joins literal and unknown pieces; the result is a plain string when nothing in it is unknown. */
  static of(...pieces: readonly (string | Hole | Text)[]): string | Text {
    return Text.joined(pieces);
  }

  /** The same of so many pieces that a function may not take them as arguments. */
  static joined(pieces: Iterable<string | Hole | Text>): string | Text {
    const parts: (string | Hole)[] = [];
    for (const piece of pieces) {
      if (piece instanceof Text) {
        for (const part of piece.parts) { append(parts, part); }
      } else {
        append(parts, piece);
      }
    }
    if (parts.every((part) => typeof part === 'string')) { return parts.join(''); }
    return new Text(parts);
  }

  private constructor(readonly parts: readonly (string | Hole)[]) {}

  /** For messages. It is no identity: parameters of two templates may have one name. */
  toString(): string {
    return this.parts.join('');
  }
}

/**
 * One of several values, and it cannot be determined which: the branches of `Fn::If`, the allowed values of a parameter.
 *
 * An option can be `ABSENT`: the property may be left out.
 */
export class OneOf {
  /**
   * @param hole What stands for the value inside other text, where it is the same at every place: a parameter.
   */
  constructor(readonly options: readonly Value[], readonly hole?: Hole) {}
}

/** Nothing can be determined: a parameter without a default, a value imported from outside the app, a transform. */
export class Unknown {
  /**
   * @param reason Why it cannot be determined, as a clause for a message: "parameter KeyArn has no default".
   * @param hole What stands for the value inside other text, where it is the same at every place: a parameter.
   */
  constructor(readonly reason: string, readonly hole?: Hole) {}
}

/**
 * What `AWS::NoValue` leaves behind. It stands only among the options of a `OneOf`: a map or a list whose member is
 * surely absent does not have that member. CloudFormation accepts no null in a template, so null means nothing else.
 */
export const ABSENT = null;

/** Whether there is nothing: no such property, or one that `AWS::NoValue` takes away. */
export function isAbsent(value: Value | undefined): value is null | undefined {
  return value === ABSENT || value === undefined;
}

function append(parts: (string | Hole)[], piece: string | Hole): void {
  const last = parts.length - 1;
  if (typeof piece !== 'string') {
    parts.push(piece);
  } else if (piece !== '' && last >= 0 && typeof parts[last] === 'string') {
    parts[last] += piece;
  } else if (piece !== '') {
    parts.push(piece);
  }
}

export function isUnknown(value: unknown): value is Unknown {
  return value instanceof Unknown;
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.getPrototypeOf(value) === Object.prototype;
}
