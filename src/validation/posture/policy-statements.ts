import { isMap, OneOf, type Value, type ValueMap } from '../../template';
import { statementsOf } from './private/mentioned-condition-keys';

export { statementsOf };

/** One condition key under one operator of a statement's `Condition`. */
export interface Comparison {
  /** In lower case. */
  readonly operator: string;
  /** In lower case. */
  readonly conditionKey: string;
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
    .flatMap(([operator, block]) => entriesOf(block).filter(isMap).flatMap((comparisons) => Object.entries(comparisons))
      .map(([conditionKey, values]) => ({ operator: operator.toLowerCase(), conditionKey: conditionKey.toLowerCase(), values: entriesOf(values) })));
}
