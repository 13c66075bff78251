/** A search that takes too many steps: nothing can be determined. */
export class OutOfSteps extends Error {
  constructor() {
    super('the search takes too many steps');
  }
}

/**
 * How many steps a search may take. It counts what is done and never looks at the clock, so that an answer is the same on
 * every machine.
 */
export class Budget {
  /** @param shared What several searches may take together. */
  constructor(private left: number, private readonly shared?: Budget) {}

  /** Throws `OutOfSteps` when there are none left. */
  spend(steps: number): void {
    this.left -= steps;
    if (this.left < 0) { throw new OutOfSteps(); }
    this.shared?.spend(steps);
  }
}
