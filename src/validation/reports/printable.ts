/** What moves a cursor, colours or breaks lines where text is shown, and what turns its direction: C0, C1, Bidi_Control. */
// eslint-disable-next-line no-control-regex
const UNSHOWN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

/** Text from a template as a terminal can safely show it: without what would move its cursor, colour it, or turn it round. */
export function printable(text: string): string {
  return text.replace(UNSHOWN, escaped);
}

/**
 * A value as JSON that is safe to show, piece by piece: together the pieces can be more than a string can hold.
 *
 * Members of the value that are iterables but no lists are written as lists, one member after another.
 */
export function* jsonPieces(value: unknown, indent = ''): Generator<string> {
  const inner = `${indent}  `;
  if (isMap(value)) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    yield members.length === 0 ? '{}' : '{';
    for (const [i, [name, member]] of members.entries()) {
      yield `${i > 0 ? ',' : ''}\n${inner}${json(name, inner)}: `;
      yield* hasIterables(member) ? jsonPieces(member, inner) : [json(member, inner)];
    }
    yield members.length === 0 ? '' : `\n${indent}}`;
  } else {
    let isFirst = true;
    for (const member of value as Iterable<unknown>) {
      yield `${isFirst ? '[' : ','}\n${inner}`;
      yield* hasIterables(member) ? jsonPieces(member, inner) : [json(member, inner)];
      isFirst = false;
    }
    yield isFirst ? '[]' : `\n${indent}]`;
  }
}

/** As JSON, with what follows a line break indented. No text in JSON has a line break in it. */
export function json(value: unknown, indent = ''): string {
  const text = JSON.stringify(value, undefined, 2).replace(/\n/g, `\n${indent}`);
  return text.replace(UNSHOWN, (char) => (char === '\n' ? char : escaped(char)));
}

function hasIterables(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) { return false; }
  if (Array.isArray(value)) { return value.some(hasIterables); }
  return Symbol.iterator in value || Object.values(value).some(hasIterables);
}

function isMap(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(Symbol.iterator in value);
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
