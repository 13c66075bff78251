/** So many steps are taken at most, in all the templates of an app and in all its interpretations. */
const MOST_STEPS = 200_000;

// docs/decisions/0078
/**
 * Ends what would go on for years: branches of `Fn::If` are interpreted under assumptions, and conditions that depend on
 * branches, which depend on conditions, multiply these.
 */
export class Effort {
  private left = MOST_STEPS;

  /** Takes some steps, if they are not too many. */
  take(steps: number): boolean {
    if (this.left < steps) { return false; }
    this.left -= steps;
    return true;
  }
}
