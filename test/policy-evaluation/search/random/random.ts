const MODULUS = 2_147_483_647;
const MULTIPLIER = 48_271;

/** Numbers that look random and are the same for the same seed: the generator of Park and Miller. */
export class Random {
  private state: number;

  constructor(seed: number) {
    this.state = (seed * 7_919 + 1) % MODULUS;
    for (let i = 0; i < 5; i++) { this.next(); }
  }

  /** At least 0 and below 1. */
  next(): number {
    this.state = (this.state * MULTIPLIER) % MODULUS;
    return (this.state - 1) / (MODULUS - 1);
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  one<T>(list: readonly T[]): T {
    return list[this.below(list.length)];
  }

  /** Between `least` and `most` of them, in any order; one can be there more than once. */
  some<T>(list: readonly T[], least: number, most: number): T[] {
    return Array.from({ length: least + this.below(most - least + 1) }, () => this.one(list));
  }
}
