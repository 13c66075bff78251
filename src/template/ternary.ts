// docs/decisions/0007
/** The answer of a judge: yes, no, or that it cannot be told. */
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
