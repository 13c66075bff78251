import { consensus, isAbsent, isMap, isUnknown, known, OneOf, Ternary, Text, type Value } from '../../../template';
import { Answer } from '../answer';

/** Whether nothing of a value is left open. */
export function isKnown(value: Value | undefined): boolean {
  if (isUnknown(value) || value instanceof Text || value instanceof OneOf) { return false; }
  if (Array.isArray(value)) { return value.every(isKnown); }
  return !isMap(value) || Object.values(value).every(isKnown);
}

/** A value for JSON: text as `Fn::Sub` writes it, and what is not known as a map that says why. */
export function shownValue(value: Value): unknown {
  if (value instanceof Text) { return value.toString(); }
  if (isUnknown(value)) { return value.hole?.toString() ?? { Unknown: value.reason }; }
  if (value instanceof OneOf) { return value.hole?.toString() ?? { Unknown: 'it is one of several values', OneOf: value.options.map(shownValue) }; }
  if (Array.isArray(value)) { return value.map(shownValue); }
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shownValue(one)])) : value;
}

export const ANSWERS: Readonly<Record<Ternary, Answer>> = {
  [Ternary.YES]: Answer.YES,
  [Ternary.NO]: Answer.NO,
  [Ternary.UNKNOWN]: Answer.UNKNOWN,
};

/** Whether a value is as asked; not known where some of what it can be is and some is not. */
export function agreed(value: Value | undefined, asked: (known: Value | undefined) => boolean): Ternary {
  if (value instanceof OneOf) { return consensus(value.options.map((option) => agreed(option, asked))); }
  return isUnknown(value) || value instanceof Text ? Ternary.UNKNOWN : known(asked(isAbsent(value) ? undefined : value));
}
