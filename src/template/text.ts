import { holeOf, NameHole, textKey } from './holes';
import { oneOf, optionsOf } from './possibilities';
import { ABSENT, Hole, isUnknown, OneOf, Text, Unknown, Value } from './value';

/** Beyond this many combinations of choices a text cannot be determined. */
const MOST_VARIANTS = 64;

/** As long as a template may be. Functions in functions can ask for text that fits into no memory. */
const LONGEST = 1_000_000;

type Pieces = (string | Hole | Text)[];

/** The text of a value that is one: a literal, a text with holes, or the hole that stands for it. */
export function textOf(value: Value | undefined): string | Text | undefined {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'boolean': return String(value);
    default: {
      if (value instanceof Text) { return value; }
      const hole = value === undefined ? undefined : holeOf(value);
      return hole && Text.of(hole);
    }
  }
}

/**
 * Values one after another. A single value stays what it is, so that a choice remains a choice; within other text, a
 * parameter becomes the hole that stands for it, because texts are compared: a bucket's name and the policy that names
 * the bucket are the same text whatever the parameter is.
 */
export function concat(values: readonly Value[]): Value {
  const present = values.filter((value) => value !== '' && value !== ABSENT);
  if (present.length === 0) { return ''; }
  if (present.length === 1) { return asText(present[0]); }
  const texts = present.map(textOf);
  if (!texts.includes(undefined)) { return joined(texts as (string | Text)[]); }
  let variants: (Pieces | Unknown)[] = [[]];
  for (const value of present) {
    const text = textOf(value);
    if (text !== undefined) {
      for (const variant of variants) { if (Array.isArray(variant)) { variant.push(text); } }
      continue;
    }
    const options = optionsOf(value);
    if (variants.length * options.length > MOST_VARIANTS) { return new Unknown('it can be too many different texts'); }
    variants = variants.flatMap((variant) => options.map((option) => extended(variant, option)));
  }
  return oneOf(variants.map((variant) => (isUnknown(variant) ? variant : joined(variant))));
}

/**
 * The parts of a text between a delimiter; nothing when a hole could contain the delimiter.
 */
export function split(text: string | Text, delimiter: string): Value[] | undefined {
  if (delimiter === '') { return undefined; }
  if (typeof text === 'string') { return text.split(delimiter); }
  const separates = /[:/|\s]/.test(delimiter);
  const result: Pieces[] = [[]];
  for (const part of text.parts) {
    if (typeof part === 'string') {
      const [first, ...rest] = part.split(delimiter);
      result[result.length - 1].push(first);
      for (const piece of rest) { result.push([piece]); }
    } else if (separates && part instanceof NameHole) {
      result[result.length - 1].push(part);
    } else {
      return undefined;
    }
  }
  return result.map((pieces) => Text.joined(pieces));
}

/** What of a text is written out. How messages show its holes may have any character in it. */
export function literalParts(text: string | Text): readonly string[] {
  return typeof text === 'string' ? [text] : text.parts.filter((part) => typeof part === 'string');
}

/** Whether two values are the same text; nothing when it cannot be determined. */
export function sameText(a: Value, b: Value): boolean | undefined {
  const [left, right] = [textOf(a), textOf(b)];
  if (left !== undefined && right !== undefined) {
    if (textKey(left) === textKey(right)) { return true; }
    if (typeof left === 'string' && typeof right === 'string') { return false; }
  }
  if (!(a instanceof OneOf) && !(b instanceof OneOf)) { return undefined; }
  const answers = optionsOf(a).flatMap((x) => optionsOf(b).map((y) => sameText(x, y)));
  return answers.every((answer) => answer === answers[0]) ? answers[0] : undefined;
}

function joined(pieces: readonly Pieces[number][]): Value {
  let length = 0;
  for (const piece of pieces) { length += piece instanceof Text ? lengthOf(piece) : typeof piece === 'string' ? piece.length : 1; }
  return length > LONGEST ? new Unknown('the text is too long') : Text.joined(pieces);
}

function lengthOf(text: Text): number {
  let length = text.parts.length;
  for (const part of text.parts) { if (typeof part === 'string') { length += part.length; } }
  return length;
}

function extended(variant: Pieces | Unknown, option: Value): Pieces | Unknown {
  if (isUnknown(variant)) { return variant; }
  if (option === ABSENT) { return variant.slice(); }
  const text = textOf(option);
  if (text !== undefined) { return [...variant, text]; }
  return isUnknown(option) ? option : new Unknown('a list or a map stands inside text');
}

function asText(value: Value): Value {
  if (typeof value === 'number' || typeof value === 'boolean') { return String(value); }
  if (value instanceof OneOf) { return oneOf(value.options.map(asText), value.hole); }
  return value instanceof Text || isUnknown(value) || typeof value === 'string' || value === ABSENT
    ? value
    : new Unknown('a list or a map stands inside text');
}
