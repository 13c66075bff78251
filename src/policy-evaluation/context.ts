import { OneOf, Scalar, Text, Unknown } from '../template';

/**
 * The value of a context key in a request: a list for a multivalued key, `null` where the key is absent (within a
 * `OneOf`: may be absent), `Unknown` where it cannot be determined whether the key is there, let alone its value. A `Text` is
 * present, whatever its holes are.
 */
export type ContextValue = Scalar | Text | OneOf | Unknown | readonly ContextValue[];

export interface ContextKeys { readonly [key: string]: ContextValue }

/**
 * The context keys of a request. Names are case-insensitive.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
 */
export class Context {
  /** Of two layers that know a key, the later one counts. */
  static of(...layers: readonly ContextKeys[]): Context {
    const values = new Map<string, ContextValue>();
    for (const layer of layers) {
      for (const [key, value] of Object.entries(layer)) { values.set(key.toLowerCase(), value); }
    }
    return new Context(values);
  }

  private constructor(private readonly values: ReadonlyMap<string, ContextValue>) {}

  /**
   * @param key In lower case.
   */
  get(key: string): ContextValue {
    return this.values.get(key) ?? null;
  }

  /** Keys that have one of several values, in lower case. */
  get undecided(): readonly string[] {
    return [...this.values.keys()].filter((key) => this.values.get(key) instanceof OneOf);
  }

  /**
   * The same, with another value of a key.
   *
   * @param key In lower case.
   */
  with(key: string, value: ContextValue): Context {
    return new Context(new Map([...this.values, [key, value]]));
  }
}
