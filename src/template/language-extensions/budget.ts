// docs/decisions/0076
/** Far more than a template of 1 MB holds, which is the most that CloudFormation accepts, loops written out or not. */
export const MOST_STEPS = 500_000;

/** So many resources, conditions or outputs may loops make. CloudFormation accepts 500 resources and 200 outputs in a template. */
export const MOST_ENTRIES = 2_000;

/** As long as a template may be: identifiers in a text can ask for one that fits into no memory. */
export const LONGEST_TEXT = 1_000_000;

/** So many characters that a loop writes count as a step. */
const CHARACTERS = 64;

/** A loop would write more than CloudFormation accepts. */
export class TooMuch extends Error {}

/** Ends loops in loops that would not end: each value that they write is a step. */
export class Budget {
  private steps = 0;
  private entries = 0;

  /** @throws TooMuch */
  spend(text = ''): void {
    this.steps += 1 + Math.floor(text.length / CHARACTERS);
    if (this.steps > MOST_STEPS) { throw new TooMuch(); }
  }

  /** @throws TooMuch */
  spendEntry(): void {
    this.entries++;
    if (this.entries > MOST_ENTRIES) { throw new TooMuch(); }
  }
}
