// docs/decisions/0007
/** The answer of a judge: yes, no, or that it cannot be determined. */
export enum Ternary {
  YES = 'yes',
  NO = 'no',
  UNKNOWN = 'unknown',
}

/** Whether all are so: one no decides, then one unknown. */
export function all(answers: Iterable<Ternary>): Ternary {
  let result = Ternary.YES;
  for (const answer of answers) {
    if (answer === Ternary.NO) { return Ternary.NO; }
    if (answer === Ternary.UNKNOWN) { result = Ternary.UNKNOWN; }
  }
  return result;
}

/** Whether any is so: one yes decides, then one unknown. */
export function any(answers: Iterable<Ternary>): Ternary {
  let result = Ternary.NO;
  for (const answer of answers) {
    if (answer === Ternary.YES) { return Ternary.YES; }
    if (answer === Ternary.UNKNOWN) { result = Ternary.UNKNOWN; }
  }
  return result;
}

/** The answer that all give; where they differ it cannot be determined, for it cannot be determined which of them counts. */
export function consensus(answers: Iterable<Ternary>): Ternary {
  let result: Ternary | undefined;
  for (const answer of answers) {
    if (result !== undefined && answer !== result) { return Ternary.UNKNOWN; }
    result = answer;
  }
  return result ?? Ternary.UNKNOWN;
}

export function not(answer: Ternary): Ternary {
  switch (answer) {
    case Ternary.YES: return Ternary.NO;
    case Ternary.NO: return Ternary.YES;
    case Ternary.UNKNOWN: return Ternary.UNKNOWN;
  }
}

export function known(answer: boolean): Ternary {
  return answer ? Ternary.YES : Ternary.NO;
}
