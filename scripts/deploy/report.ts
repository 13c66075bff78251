type Result = 'passed' | 'failed' | 'skipped';

/** What no emulator shows, and why. */
export interface NotProven {
  readonly what: string;
  readonly why: string;
}

/** What a run has tried, printed as it happens, and summed up at its end. */
export class Report {
  private readonly results: { readonly section: string; readonly result: Result }[] = [];
  private readonly gaps = new Map<string, string>();
  private section = '';

  /** Begins a section. */
  begin(section: string): void {
    this.section = section;
    console.log(`\n--- ${section}`);
  }

  /** Checks something: it passes unless `action` throws. Returns what `action` returns, or undefined. */
  async check<T>(check: string, action: () => T | Promise<T>): Promise<T | undefined> {
    try {
      const value = await action();
      this.record('passed', check);
      return value;
    } catch (error) {
      this.record('failed', check, error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  /** Says that something was not tried, and why. */
  skip(check: string, reason: string): void { this.record('skipped', `${check} (${reason})`); }

  /** Says what the emulator cannot prove. Each is printed once, at the end. */
  notProven({ what, why }: NotProven): void { this.gaps.set(what, why); }

  /** Prints totals, and what is not proven. Returns the exit status. */
  end(): number {
    console.log('');
    const sections = new Set(this.results.map((result) => result.section));
    const width = Math.max(0, ...[...sections].map(({ length }) => length)) + 2;
    for (const section of sections) {
      console.log(`${section.padEnd(width)}${this.totals((result) => result.section === section)}`);
    }
    if (this.gaps.size > 0) {
      console.log('\nNot proven by the emulators:');
      for (const [what, why] of this.gaps) { console.log(`  ${what}: ${why}`); }
    }
    console.log(`\n${this.totals(() => true)}`);
    return this.count('failed') > 0 || this.count('passed') === 0 ? 1 : 0;
  }

  private record(result: Result, check: string, output?: string): void {
    this.results.push({ section: this.section, result });
    console.log(`  ${result}: ${check}`);
    if (output) { console.log(output.trimEnd().replace(/^/gm, '      ')); }
  }

  private count(result: Result, of: (one: { readonly section: string }) => boolean = () => true): number {
    return this.results.filter((one) => one.result === result && of(one)).length;
  }

  private totals(of: (one: { readonly section: string }) => boolean): string {
    return (['passed', 'failed', 'skipped'] as const).map((result) => `${this.count(result, of)} ${result}`).join(', ');
  }
}

/** Fails unless two values are the same as JSON, whatever the order of their properties. */
export function same(actual: unknown, expected: unknown): void {
  const [is, should] = [JSON.stringify(sorted(actual), undefined, 1), JSON.stringify(sorted(expected), undefined, 1)];
  if (is !== should) { throw new Error(`It is ${is}\nand should be ${should}`); }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) { return value.map(sorted); }
  if (typeof value !== 'object' || value === null) { return value; }
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => [name, sorted(inner)]));
}
