import { isMap, OneOf, type Value, type ValueMap } from '../../template';
import { statementsOf } from './private/mentioned-keys';

export { statementsOf };

/** One key under one operator of a statement's `Condition`. */
export interface Comparison {
  /** In lower case. */
  readonly operator: string;
  /** In lower case. */
  readonly key: string;
  /** What it is compared with, one by one. */
  readonly values: readonly Value[];
}

/** What an element can hold, one by one: the entries of lists, the branches of choices. */
export function entriesOf(value: Value | undefined): readonly Value[] {
  if (value === undefined || value === null) { return []; }
  if (Array.isArray(value)) { return value.flatMap(entriesOf); }
  return value instanceof OneOf ? value.options.flatMap(entriesOf) : [value];
}

/** The comparisons that a statement makes. */
export function comparisonsOf(statement: ValueMap): readonly Comparison[] {
  return entriesOf(statement.Condition).filter(isMap).flatMap((condition) => Object.entries(condition))
    .flatMap(([operator, block]) => entriesOf(block).filter(isMap).flatMap((keys) => Object.entries(keys))
      .map(([key, values]) => ({ operator: operator.toLowerCase(), key: key.toLowerCase(), values: entriesOf(values) })));
}
