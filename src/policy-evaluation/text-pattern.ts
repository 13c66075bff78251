import { Context } from './context';
import { matchTokens } from './match-text';
import { literalTokens, Token, Tokens, tokensOfParts, Wildcard } from './tokens';
import { HandedInHole, known, Ternary, Text } from '../template';

/** How the text of a policy is to be read. */
export interface PatternOptions {
  /** Whether `*` and `?` are wildcards. */
  readonly wildcards?: boolean;
  readonly ignoreCase?: boolean;
  /** Whether `${...}` is a variable, which depends on the policy's version. */
  readonly variables?: Ternary;
}

/** `${key}` or `${key, 'default'}`. */
export class Variable {
  constructor(readonly key: string, readonly otherwise: string | undefined) {}
}

/** Text of which it cannot be determined what IAM makes of it. */
export class Unreadable {}

/** Where a pattern may be more than its text. */
const SPECIAL = /[*?$]/;

/** What a pattern is made of. */
export type Piece = Token | Variable | Unreadable;

/** A pattern that is the same for every request, or what it is made of for each. */
type Prepared = { readonly pattern: Tokens; readonly template?: undefined } | { readonly pattern?: undefined; readonly template: readonly Piece[] };

/**
 * A text of a policy that texts of requests are compared with: wildcards, policy variables, holes.
 *
 * A variable whose key the request lacks has no value, and what has no value equals nothing.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export class TextPattern {
  static of(text: string | Text, options: PatternOptions = {}): TextPattern {
    return new TextPattern(text, options);
  }

  /** Made when first needed: most statements are told from a request by one of their patterns. */
  private prepared: Prepared | undefined;

  private constructor(private readonly text: string | Text, private readonly options: PatternOptions) {}

  match(value: string | Text, context: Context): Ternary {
    const { wildcards, ignoreCase } = this.options;
    if (this.text instanceof Text && value instanceof Text && !ignoreCase && beginsAs(this.text, value, wildcards)) { return Ternary.YES; }
    this.prepared ??= prepare(this.text, this.options);
    const { pattern, template } = this.prepared;
    const tokens = literalTokens(value, this.options.ignoreCase);
    if (pattern !== undefined) {
      return typeof pattern === 'string' && typeof tokens === 'string' ? known(pattern === tokens) : matchTokens(pattern, tokens);
    }
    const resolved: Token[] = [];
    for (const piece of template) {
      if (piece instanceof Variable) {
        const text = valueOf(piece, context);
        if (text === undefined) { return Ternary.NO; }
        if (text instanceof Unreadable) { return Ternary.UNKNOWN; }
        // What a variable stands for is text: a star in it is a star.
        const inserted = literalTokens(text, this.options.ignoreCase);
        for (let i = 0; i < inserted.length; i++) { resolved.push(inserted[i]); }
      } else if (piece instanceof Unreadable) {
        return Ternary.UNKNOWN;
      } else {
        resolved.push(piece);
      }
    }
    return matchTokens(resolved, tokens);
  }
}

/**
 * Whether a pattern is the text itself, or its beginning with a star behind. So are most that hold, and for that they need
 * not be taken apart.
 */
function beginsAs({ parts: pattern }: Text, { parts: text }: Text, wildcards = false): boolean {
  const last = pattern.length - 1;
  if (text.length <= last) { return false; }
  for (let i = 0; i <= last; i++) {
    const [one, other] = [pattern[i], text[i]];
    if (typeof one !== 'string') {
      if (typeof other === 'string' || one.id !== other.id || (i === last && text.length > pattern.length)) { return false; }
    } else if (wildcards && i === last && one.endsWith('*')) {
      const beginning = one.slice(0, -1);
      return !SPECIAL.test(beginning) && (beginning === '' || (typeof other === 'string' && other.startsWith(beginning)));
    } else if (one !== other || SPECIAL.test(one) || (i === last && text.length > pattern.length)) {
      return false;
    }
  }
  return true;
}

function prepare(text: string | Text, options: PatternOptions): Prepared {
  if (options.wildcards && isHandedIn(text)) { return { template: [new Unreadable()] }; }
  if (typeof text === 'string' && !SPECIAL.test(text)) { return { pattern: options.ignoreCase ? text.toLowerCase() : text }; }
  const pieces = piecesOf(text, options);
  if (!pieces.every(isToken)) { return { template: pieces }; }
  return { pattern: pieces.every((piece) => typeof piece === 'string') ? pieces.join('') : pieces };
}

/**
 * Whether the whole text is handed in from elsewhere, and may so be a pattern, as `*` is. What is handed in as a part of a text
 * is taken for a name.
 */
export function isHandedIn(text: string | Text): boolean {
  return text instanceof Text && text.parts.length === 1 && text.parts[0] instanceof HandedInHole;
}

/** The pieces of a pattern, in each run of wildcards the single characters first. */
export function piecesOf(text: string | Text, options: PatternOptions): readonly Piece[] {
  const read = (literal: string) => readLiteral(literal, options);
  return inOrder(typeof text === 'string' ? read(text) : tokensOfParts(text, read));
}

function isToken(piece: Piece): piece is Token {
  return !(piece instanceof Variable || piece instanceof Unreadable);
}

function valueOf(variable: Variable, context: Context): string | Text | Unreadable | undefined {
  const value = context.get(variable.key);
  if (value === null) { return variable.otherwise; }
  if (value instanceof Text) { return value; }
  // Only a key with a single value can be a variable.
  return typeof value === 'object' ? new Unreadable() : String(value);
}

function readLiteral(text: string, options: PatternOptions): Piece[] {
  const mayHaveVariables = (options.variables ?? Ternary.NO) !== Ternary.NO && text.includes('${');
  if (mayHaveVariables && options.variables === Ternary.UNKNOWN) { return [new Unreadable()]; }
  const characters = (part: string) => (
    (options.ignoreCase ? part.toLowerCase() : part).split('').map((character): Piece => wildcard(character, options) ?? character)
  );
  if (!mayHaveVariables) { return characters(text); }
  // Open to the end: its name goes on behind a hole.
  return divided(text)?.flatMap((piece, i) => (i % 2 === 0 ? characters(piece) : [readVariable(piece)])) ?? [new Unreadable()];
}

/** The variables that are written in a text. */
export function variablesInText(text: string): readonly Variable[] {
  const pieces = text.includes('${') ? divided(text, true) ?? [] : [];
  return pieces.filter((_, i) => i % 2 === 1).map(readVariable).filter((piece) => piece instanceof Variable);
}

/** At even places literal text, at odd ones what stands in `${...}`. Nothing where one is open to the end, unless that is left out. */
function divided(text: string, leavesOut = false): string[] | undefined {
  const pieces: string[] = [];
  let at = 0;
  for (let start = text.indexOf('${'); start >= 0; start = text.indexOf('${', at)) {
    const end = text.indexOf('}', start);
    if (end < 0 && !leavesOut) { return undefined; }
    if (end < 0) { break; }
    pieces.push(text.slice(at, start), text.slice(start + 2, end));
    at = end + 1;
  }
  pieces.push(text.slice(at));
  return pieces;
}

/** `key` or `key, 'default'`. */
function readVariable(content: string): Piece {
  if (content === '*' || content === '?' || content === '$') { return content; }
  const comma = content.indexOf(',');
  const [key, standard] = comma < 0 ? [content.trimEnd()] : [content.slice(0, comma).trimEnd(), content.slice(comma + 1).trimStart()];
  const otherwise = standard === undefined ? undefined : /^'([^']*)'$/.exec(standard)?.[1];
  const isComplete = standard === undefined || otherwise !== undefined;
  // Keys have a prefix: what has none is not a variable that IAM documents.
  return isComplete && key.includes(':') && !key.includes("'") ? new Variable(key.toLowerCase(), otherwise) : new Unreadable();
}

function wildcard(character: string, options: PatternOptions): Wildcard | undefined {
  if (!options.wildcards) { return undefined; }
  return character === '*' ? Wildcard.ANY_TEXT : character === '?' ? Wildcard.ANY_CHARACTER : undefined;
}

/** In each run of wildcards the single characters first, then one star: the matcher recognises "at least one" by it. */
function inOrder(pieces: readonly Piece[]): Piece[] {
  const result: Piece[] = [];
  let star = false;
  for (const piece of pieces) {
    if (piece === Wildcard.ANY_TEXT) {
      star = true;
    } else {
      if (star && piece !== Wildcard.ANY_CHARACTER) {
        result.push(Wildcard.ANY_TEXT);
        star = false;
      }
      result.push(piece);
    }
  }
  return star ? [...result, Wildcard.ANY_TEXT] : result;
}
