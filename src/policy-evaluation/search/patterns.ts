import { FieldWildcard, type PatternToken } from './pattern-set';
import type { TextPatterns } from './tests';
import { isMap, OneOf, Ternary, Text, Unknown, type Value } from '../../template';
import { arnFields } from '../arn';
import { isHandedIn, type PatternOptions, piecesOf, Unreadable, Variable } from '../text-pattern';
import { Gap, literalTokens, variableHole, Wildcard } from '../tokens';

/** Beyond this many combinations of choices nothing is told of the values that a test compares with. */
const MOST_ALTERNATIVES = 16;

/** Values that stand in a list, where some are choices: the lists that it can be. Nothing where these are too many. */
export function alternativesOf(value: Value): readonly (readonly Value[])[] | undefined {
  if (value === null) { return [[]]; }
  if (value instanceof OneOf) {
    const options = value.options.map(alternativesOf);
    return options.every((option) => option !== undefined) ? limited(options.flat()) : undefined;
  }
  if (!Array.isArray(value)) { return [[value]]; }
  let result: readonly (readonly Value[])[] = [[]];
  for (const entry of value) {
    const options = alternativesOf(entry);
    if (options === undefined || result.length * options.length > MOST_ALTERNATIVES) { return undefined; }
    result = result.flatMap((list) => options.map((option) => [...list, ...option]));
  }
  return result;
}

function limited<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length > MOST_ALTERNATIVES ? undefined : list;
}

/** Values of condition keys that are known, by their names in lower case. */
export type KnownValues = ReadonlyMap<string, string | Text | null>;

/** How texts of a policy are read, beside the options of a pattern. */
export interface PatternReading extends PatternOptions {
  /** Whether they are ARNs, whose fields are compared one by one. */
  readonly arns?: boolean;
  /** What policy variables are, as far as it is known: their keys in lower case; `null` where the request lacks the key. */
  readonly values?: KnownValues;
  /** Puts a text in the place of another before it is read. */
  readonly completed?: (text: string | Text) => string | Text;
}

export interface ReadPatterns {
  readonly patterns: TextPatterns;
  /** The keys of policy variables in them, in lower case. */
  readonly variables: readonly string[];
}

/** The patterns of a list of values, and the policy variables in them. */
export function patternsOf(values: readonly Value[], reading: PatternReading): ReadPatterns {
  const plain: (readonly PatternToken[])[] = [];
  const holed = new Map<string, readonly PatternToken[]>();
  const variables = new Set<string>();
  let untold = false;
  for (const value of values) {
    const text = asText(value);
    const tokens = text === undefined ? undefined : tokensOf(reading.completed?.(text) ?? text, reading, variables);
    if (tokens === 'nothing') { continue; }
    if (text !== undefined && reading.wildcards && isHandedIn(text)) { untold = true; }
    if (tokens === undefined) {
      untold = true;
    } else if (tokens.some((token) => token instanceof Gap)) {
      holed.set(nameOf(tokens), tokens);
    } else {
      plain.push(tokens);
    }
  }
  return { patterns: { plain, holed, untold, ignoreCase: reading.ignoreCase === true, arns: reading.arns === true }, variables: [...variables] };
}

function asText(value: Value): string | Text | undefined {
  if (value instanceof Unknown) { return value.hole && Text.of(value.hole); }
  if (value instanceof Text) { return value; }
  return Array.isArray(value) || isMap(value) || value instanceof OneOf || value === null ? undefined : String(value);
}

/** A pattern; `nothing` for one that no text matches. */
type Read = readonly PatternToken[] | 'nothing' | undefined;

function tokensOf(text: string | Text, reading: PatternReading, variables: Set<string>): Read {
  if (reading.arns !== true) { return symbols(text, reading, variables); }
  const fields = arnFields(text, reading.variables !== Ternary.NO);
  if (!(fields instanceof Array)) { return undefined; }
  const result: PatternToken[] = [];
  for (const [i, field] of fields.entries()) {
    const tokens = symbols(field, { ...reading, wildcards: true }, variables);
    if (tokens === undefined || tokens === 'nothing') { return tokens; }
    const isLast = i === fields.length - 1;
    for (const token of tokens) { result.push(isLast ? token : withinField(token)); }
    if (!isLast) { result.push(':'); }
  }
  return result;
}

function withinField(token: PatternToken): PatternToken {
  if (token === Wildcard.ANY_TEXT) { return FieldWildcard.ANY_TEXT; }
  if (token === Wildcard.ANY_CHARACTER) { return FieldWildcard.ANY_CHARACTER; }
  return token instanceof Gap ? new Gap(token.id, true, token.ofResource, token.isName, token.isAccount, token.hole) : token;
}

function symbols(text: string | Text, reading: PatternReading, variables: Set<string>): Read {
  const result: PatternToken[] = [];
  let matchesNothing = false;
  for (const piece of piecesOf(text, reading)) {
    if (piece instanceof Unreadable) { return undefined; }
    if (piece instanceof Variable) {
      const known = reading.values?.get(piece.key);
      if (known !== undefined) {
        const value = known ?? piece.otherwise;
        // What has no value equals nothing.
        matchesNothing ||= value === undefined;
        for (const token of Array.from(literalTokens(value ?? '', reading.ignoreCase))) { result.push(token); }
        continue;
      }
      variables.add(piece.key);
      // Whether the key is there, and so which of the two stands for it, is not known here.
      if (piece.otherwise !== undefined) { return undefined; }
      result.push(new Gap(variableHole(piece.key), false));
    } else {
      result.push(piece);
    }
  }
  return matchesNothing ? 'nothing' : result;
}

function nameOf(tokens: readonly PatternToken[]): string {
  return JSON.stringify(tokens.map((token) => (token instanceof Gap ? [token.id] : token)));
}

/** By what a value of a policy is told from others. */
export function identityOf(value: Value): unknown {
  if (value instanceof Text) { return { text: value.parts.map((part) => (typeof part === 'string' ? part : [part.id])) }; }
  // Two values of which nothing is known are never surely the same.
  if (value instanceof Unknown) { return value.hole === undefined ? { untold: value.reason } : { hole: value.hole.id }; }
  return value;
}
