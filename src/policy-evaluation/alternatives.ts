import { any, consensus, Hole, OneOf, Scalar, Ternary, Text, Unknown, Value, ValueMap } from '../template';

/** A question that was prepared once and is asked with many subjects. */
export type Check<Subject> = (subject: Subject) => Ternary;

export function always(answer: Ternary): Check<unknown> {
  return () => answer;
}

/** What is left of a value when lists, alternatives and unknowns are dealt with. */
export type Entry = Exclude<Scalar, null> | Text | ValueMap;

/**
 * Whether any entry of an element that holds one entry or a list of them passes the check.
 *
 * `null` is what is left where a template says that there is nothing.
 */
export function anyEntry<Subject>(value: Value, prepare: (entry: Entry) => Check<Subject>): Check<Subject> {
  if (value === null) { return always(Ternary.NO); }
  if (value instanceof Unknown) { return value.hole ? ofHole(value.hole, prepare) : always(Ternary.UNKNOWN); }
  if (value instanceof OneOf) {
    const checks = value.options.map((option) => anyEntry(option, prepare));
    const byHole = value.hole && ofHole(value.hole, prepare);
    return (subject) => {
      const answer = consensus(checks.map((check) => check(subject)));
      return answer === Ternary.UNKNOWN && byHole ? byHole(subject) : answer;
    };
  }
  if (Array.isArray(value)) {
    const checks = value.map((entry) => anyEntry(entry, prepare));
    return checks.length === 1 ? checks[0] : (subject) => any(answers(checks, subject));
  }
  return prepare(value);
}

/** Of a parameter nothing may be known, but that it is the same text wherever it stands. */
function ofHole<Subject>(hole: Hole, prepare: (entry: Entry) => Check<Subject>): Check<Subject> {
  const text = Text.of(hole);
  return text instanceof Text ? prepare(text) : always(Ternary.UNKNOWN);
}

/** The answers of the checks, each asked for only when the one before it has not settled the matter. */
export function* answers<Subject>(checks: Iterable<Check<Subject>>, subject: Subject): Generator<Ternary> {
  for (const check of checks) { yield check(subject); }
}
