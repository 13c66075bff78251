import { FRESH, Gap, literalTokens, Token, Tokens, Wildcard } from './tokens';
import { Ternary, Text } from '../template';

/** Beyond this many steps the question is given up: a text of many thousand characters is no ARN and no policy value. */
const MOST_STEPS = 4_000_000;

/** Beyond this many steps a match is looked for by other means, or given up where there are none. */
const MOST_GREEDY_STEPS = 500_000;

/** Whether two texts are the same. Two holes of one id are; of a hole and other text it cannot be determined. */
export function sameText(left: string | Text, right: string | Text): Ternary {
  if (typeof left === 'string' && typeof right === 'string') { return left === right ? Ternary.YES : Ternary.NO; }
  return matchTokens(literalTokens(left), literalTokens(right));
}

/**
 * Whether a text matches a pattern, whatever its holes and those of the pattern turn out to be.
 *
 * YES and NO hold for every filling of the holes. The converse does not quite hold: where the same hole stands on both
 * sides at places that cannot be aligned, the answer is UNKNOWN although thinking harder might settle it.
 */
export function matchTokens(pattern: Tokens, value: Tokens): Ternary {
  const sure = surelyMatches(pattern, value);
  if (sure === undefined) { return Ternary.UNKNOWN; }
  if (sure) { return Ternary.YES; }
  if (!hasGap(pattern) && !hasGap(value)) { return Ternary.NO; }
  return mayMatch(pattern, value) ? Ternary.UNKNOWN : Ternary.NO;
}

// docs/decisions/0078
/**
 * The greedy glob match: on a mismatch only the last star takes one token more. No recursion, so no pattern can make it
 * explode. A gap counts as a token that equals nothing but itself. Nothing where it takes too long.
 */
function surelyMatches(pattern: Tokens, value: Tokens): boolean | undefined {
  let p = 0;
  let v = 0;
  let star = -1;
  let afterStar = 0;
  let steps = 0;
  while (v < value.length) {
    if (++steps > MOST_GREEDY_STEPS) { return hasSingle(pattern) ? undefined : matchesPieces(pattern, value); }
    if (p < pattern.length && pattern[p] === Wildcard.ANY_TEXT) {
      star = p++;
      if (p === pattern.length) { return true; }
      afterStar = v;
    } else if (p < pattern.length && surelyTakes(pattern, p, value[v])) {
      p++;
      v++;
    } else if (star >= 0) {
      p = star + 1;
      v = ++afterStar;
    } else {
      return false;
    }
  }
  while (p < pattern.length && pattern[p] === Wildcard.ANY_TEXT) { p++; }
  return p === pattern.length;
}

function hasSingle(pattern: Tokens): boolean {
  for (let i = 0; i < pattern.length; i++) { if (pattern[i] === Wildcard.ANY_CHARACTER) { return true; } }
  return false;
}

/** The same for patterns that have stars and no other wildcards: each token of the value is looked at a few times only. */
function matchesPieces(pattern: Tokens, value: Tokens): boolean {
  const ends: number[] = [];
  for (let i = 0; i < pattern.length; i++) { if (pattern[i] === Wildcard.ANY_TEXT) { ends.push(i); } }
  const [head, tail] = [ends[0], pattern.length - ends[ends.length - 1] - 1];
  if (head + tail > value.length) { return false; }
  for (let i = 0; i < head; i++) { if (!isSame(pattern[i], value[i])) { return false; } }
  for (let i = 1; i <= tail; i++) { if (!isSame(pattern[pattern.length - i], value[value.length - i])) { return false; } }
  let at = head;
  for (const [i, end] of ends.entries()) {
    if (i > 0) { at = behindFirst(pattern, ends[i - 1] + 1, end, value, at, value.length - tail); }
    if (at < 0) { return false; }
  }
  return true;
}

/** Behind the first place between two in a value where a piece of a pattern is; less than nothing where it is not. After Knuth, Morris and Pratt. */
function behindFirst(pattern: Tokens, start: number, end: number, value: Tokens, from: number, to: number): number {
  const length = end - start;
  // How much of the piece is left when the next token of it is another.
  const left = new Int32Array(length + 1);
  for (let i = 1, k = 0; i < length; i++) {
    while (k > 0 && !isSame(pattern[start + i], pattern[start + k])) { k = left[k]; }
    if (isSame(pattern[start + i], pattern[start + k])) { k++; }
    left[i + 1] = k;
  }
  for (let v = from, k = 0; ; v++) {
    if (k === length) { return v; }
    if (v >= to) { return -1; }
    while (k > 0 && !isSame(pattern[start + k], value[v])) { k = left[k]; }
    if (isSame(pattern[start + k], value[v])) { k++; }
  }
}

function isSame(one: Token, other: Token): boolean {
  return one === other || (one instanceof Gap && other instanceof Gap && one.id === other.id);
}

function surelyTakes(pattern: Tokens, at: number, token: Token): boolean {
  const wanted = pattern[at];
  if (wanted === token) { return true; }
  // A gap is one character at least, so `?*` takes the whole of it; a lone `?` may be too short.
  if (wanted === Wildcard.ANY_CHARACTER) { return typeof token === 'string' || pattern[at + 1] === Wildcard.ANY_TEXT; }
  return wanted instanceof Gap && token instanceof Gap && wanted.id === token.id;
}

/** Whether some filling of the holes makes them match; each gap is filled on its own. */
function mayMatch(pattern: Tokens, value: Tokens): boolean {
  const shorter = Math.min(pattern.length, value.length);
  let start = 0;
  while (start < shorter && cancels(pattern[start], value[start])) { start++; }
  let end = 0;
  while (end < shorter - start && cancels(pattern[pattern.length - 1 - end], value[value.length - 1 - end])) { end++; }
  if (namesDiffer(pattern, value, start, end)) { return false; }
  const left = pieces(pattern, start, pattern.length - end);
  const right = pieces(value, start, value.length - end);
  return (left.length + 1) * (right.length + 1) > MOST_STEPS || intersect(left, right);
}

/**
 * Whether the names of two resources stand at the same place: they, and nothing else, are left when what is the same
 * before and behind them is taken away, or both go on to the next separator.
 */
function namesDiffer(pattern: Tokens, value: Tokens, start: number, end: number): boolean {
  const [one, other] = [pattern[start], value[start]];
  if (!(one instanceof Gap && one.ofResource && other instanceof Gap && other.ofResource)) { return false; }
  const areAllThatIsLeft = pattern.length - end === start + 1 && value.length - end === start + 1;
  return areAllThatIsLeft || (endsAt(pattern, start + 1) && endsAt(value, start + 1));
}

function endsAt(tokens: Tokens, index: number): boolean {
  return index === tokens.length || tokens[index] === '/' || tokens[index] === ':';
}

/** Whether two tokens at the same place, with only such pairs before (or after) them, have no say in the result. */
function cancels(wanted: Token, token: Token): boolean {
  if (typeof wanted === 'string') { return wanted === token; }
  if (wanted === Wildcard.ANY_CHARACTER) { return typeof token === 'string'; }
  return wanted instanceof Gap && token instanceof Gap && wanted.id === token.id;
}

/** One character, or any number of them. */
interface Piece {
  readonly character?: string;
  readonly repeats: boolean;
  /** Whether it can be a colon, and a slash. */
  readonly colon: boolean;
  readonly slash: boolean;
  /** Whether it can be a digit only. */
  readonly digit: boolean;
  /** Whether it is of a hole. */
  readonly hole: boolean;
}

function pieces(tokens: Tokens, start: number, end: number): Piece[] {
  const result: Piece[] = [];
  for (let i = start; i < end; i++) {
    const token = tokens[i];
    if (typeof token === 'string') {
      result.push({ character: token, repeats: false, colon: true, slash: true, digit: false, hole: false });
    } else if (token instanceof Gap) {
      const colon = !token.withinArnField && !token.isName;
      const slash = !token.isName;
      const digit = token.isAccount;
      result.push({ repeats: false, colon, slash, digit, hole: true }, { repeats: true, colon, slash, digit, hole: true });
    } else {
      result.push({ repeats: token === Wildcard.ANY_TEXT, colon: true, slash: true, digit: false, hole: false });
    }
  }
  return result;
}

/** Whether some text is described by both: walks through all pairs of places once. */
function intersect(left: readonly Piece[], right: readonly Piece[]): boolean {
  const width = right.length + 1;
  const reached = new Uint8Array((left.length + 1) * width);
  reached[0] = 1;
  for (let i = 0; i <= left.length; i++) {
    for (let j = 0; j <= right.length; j++) {
      if (reached[i * width + j] === 0) { continue; }
      const l: Piece | undefined = left[i];
      const r: Piece | undefined = right[j];
      if (l?.repeats) { reached[(i + 1) * width + j] = 1; }
      if (r?.repeats) { reached[i * width + j + 1] = 1; }
      if (l === undefined || r === undefined || !agree(l, r)) { continue; }
      if (l.repeats) {
        reached[i * width + j + 1] = 1;
      } else if (r.repeats) {
        reached[(i + 1) * width + j] = 1;
      } else {
        reached[(i + 1) * width + j + 1] = 1;
      }
    }
  }
  return reached[reached.length - 1] === 1;
}

function agree(left: Piece, right: Piece): boolean {
  if (left.character !== undefined && right.character !== undefined) { return left.character === right.character; }
  const character = left.character ?? right.character;
  if (character === undefined) { return true; }
  if ((left.digit || right.digit) && !/\d/.test(character)) { return false; }
  if ((left.hole || right.hole) && character === FRESH) { return false; }
  return (character !== ':' || (left.colon && right.colon)) && (character !== '/' || (left.slash && right.slash));
}

function hasGap(tokens: Tokens): boolean {
  if (typeof tokens === 'string') { return false; }
  for (let i = 0; i < tokens.length; i++) {
    if (tokens[i] instanceof Gap) { return true; }
  }
  return false;
}
