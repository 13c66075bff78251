/**
 * A function that answers once for each subject, and remembers the answer for as long as the subject is there.
 *
 * The answer must follow from the subject alone.
 */
export function memo<Subject extends object, Answer>(answer: (subject: Subject) => Answer): (subject: Subject) => Answer {
  const known = new WeakMap<Subject, Answer>();
  return (subject) => {
    const before = known.get(subject);
    // No answer is an answer, too.
    if (before !== undefined || known.has(subject)) { return before as Answer; }
    const now = answer(subject);
    known.set(subject, now);
    return now;
  };
}
