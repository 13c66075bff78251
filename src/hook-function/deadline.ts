/** That there is no time left to check everything. */
export class TooLateError extends Error {}

/** For the answer itself. */
const RESERVE_MILLISECONDS = 1_000;

/**
 * How long the function may work.
 *
 * A function that AWS Lambda stops answers nothing, so that nobody learns why. With `newFindingsOnly`, and for templates with keys twice, the rules
 * run several times, and each time takes about as long as the one before.
 */
export class Deadline {
  private longest = 0;

  /** @param left How many milliseconds are left */
  constructor(private readonly left: () => number) {}

  /**
   * Does it, if there is probably enough time.
   *
   * @throws TooLateError
   */
  public run<Result>(work: () => Result): Result {
    const before = this.left();
    if (before < this.longest + RESERVE_MILLISECONDS) { throw new TooLateError('it took too long'); }
    const result = work();
    this.longest = Math.max(this.longest, before - this.left());
    return result;
  }
}
