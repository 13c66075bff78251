/** Deeper than any real template, and far from the end of the stack. */
const DEEPEST = 250;

/** Ends what would not end, or would end the process: templates nested very deep, references that go on and on. */
export class Depth {
  private level = 0;

  deeper<T>(tooDeep: T, work: () => T): T {
    if (!this.enter()) { return tooDeep; }
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** Goes one level deeper, if it is not too deep. For where a closure per level costs too much. */
  enter(): boolean {
    if (this.level >= DEEPEST) { return false; }
    this.level++;
    return true;
  }

  leave(): void {
    this.level--;
  }
}
