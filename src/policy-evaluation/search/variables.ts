import { isMap, OneOf, Text, type Value } from '../../template';
import { variablesInText } from '../text-pattern';

/** The keys of the policy variables of a document, in lower case. */
export function variablesIn(document: Value): readonly string[] {
  const result = new Set<string>();
  for (const text of textsIn(document)) {
    for (const variable of variablesInText(text)) { result.add(variable.key); }
  }
  return [...result];
}

/** The condition keys of a document, in lower case: all names of entries that may be one. */
export function keysIn(document: Value): readonly string[] {
  const result = new Set<string>();
  for (const map of mapsIn(document)) {
    for (const name of Object.keys(map)) {
      if (name.includes(':')) { result.add(name.toLowerCase()); }
    }
  }
  return [...result];
}

/** What some variables can be, one after another: each is absent or one of its values. */
export function* assignments<T>(variables: readonly (readonly [key: string, values: readonly T[]])[]): Generator<ReadonlyMap<string, T>> {
  const [first, ...others] = variables;
  if (first === undefined) {
    yield new Map();
    return;
  }
  for (const rest of assignments(others)) {
    for (const value of first[1]) { yield new Map([...rest, [first[0], value]]); }
  }
}

function* textsIn(value: Value): Generator<string> {
  if (typeof value === 'string') {
    yield value;
  } else if (value instanceof Text) {
    for (const part of value.parts) { if (typeof part === 'string') { yield part; } }
  } else {
    for (const entry of entriesOf(value)) { yield* textsIn(entry); }
  }
}

function* mapsIn(value: Value): Generator<{ readonly [name: string]: Value }> {
  if (isMap(value)) { yield value; }
  for (const entry of entriesOf(value)) { yield* mapsIn(entry); }
}

function entriesOf(value: Value): readonly Value[] {
  if (value instanceof OneOf) { return value.options; }
  if (Array.isArray(value)) { return value; }
  return isMap(value) ? Object.values(value) : [];
}
