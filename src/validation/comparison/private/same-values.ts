import { sameText } from '../../../policy-evaluation';
import { ABSENT, all, at, Hole, isAbsent, isMap, isUnknown, known, NameHole, OneOf, optionsOf, Ternary, Text, textOf, type Value } from '../../../template';

/** Whether a property has the same value on both sides. What is known at deployment only may be another one then. */
export function sameValue(before: Value | undefined, after: Value | undefined): Ternary {
  if (before instanceof OneOf || after instanceof OneOf) { return sameOption(optionsOf(before ?? ABSENT), optionsOf(after ?? ABSENT)); }
  if (isUnknown(before) || isUnknown(after)) { return Ternary.UNKNOWN; }
  if (isAbsent(before) || isAbsent(after)) { return known(isAbsent(before) && isAbsent(after)); }
  if (Array.isArray(before) && Array.isArray(after)) {
    if (before.length === after.length) { return all(before.map((one, i) => sameValue(one, after[i]))); }
    // One of several may be absent.
    return [...before, ...after].some((one) => one instanceof OneOf) ? Ternary.UNKNOWN : Ternary.NO;
  }
  if (isMap(before) && isMap(after)) {
    return all([...new Set([...Object.keys(before), ...Object.keys(after)])].map((name) => sameValue(at(before, name), at(after, name))));
  }
  const [one, other] = [textOf(before), textOf(after)];
  return one === undefined || other === undefined ? Ternary.NO : sameText(former(one), other);
}

/** The same of everything that two values can be. Of texts with holes, one of several is not compared with each of the others. */
export function sameOption(before: readonly Value[], after: readonly Value[]): Ternary {
  if (before.length === 1 && after.length === 1) { return sameValue(before[0], after[0]); }
  const [ones, others] = [before, after].map((options) => options.map((option) => (isAbsent(option) ? ABSENT : textOf(option))));
  if ([...ones, ...others].some((text) => text !== ABSENT && typeof text !== 'string')) { return Ternary.UNKNOWN; }
  const texts = new Set(ones);
  return others.some((text) => texts.has(text)) ? Ternary.UNKNOWN : Ternary.NO;
}

/** A text of the former template. What was handed in for it may have been something else than what is handed in now. */
function former(text: string | Text): string | Text {
  return typeof text === 'string' ? text : Text.joined(text.parts.map((part) => (
    part instanceof Hole && !(part instanceof NameHole) ? new Hole(`${part.id} before`) : part
  )));
}
