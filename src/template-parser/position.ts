/** A place in a text, as editors count: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Tells lines and columns of offsets into a text. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) { starts.push(at + 1); }
    this.starts = starts;
  }

  position(offset: number): Position {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.starts[middle] <= offset) { low = middle; } else { high = middle - 1; }
    }
    return { line: low + 1, column: offset - this.starts[low] + 1 };
  }
}
