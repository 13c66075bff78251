// Characters that CloudFormation refuses in a template mark where something else stands.
const BEGIN = '\u0001';
const END = '\u0002';
const MARK = new RegExp(`${BEGIN}(\\d+)${END}`);

/** What stands within JSON text, and is no text itself. */
export interface Inserted<T> {
  readonly means: T;
  /** As it is written within a string, where it stays there. */
  readonly written?: string;
}

/**
 * What JSON text says that has other things in it: within its strings, or in the place of a number, a list or a map.
 *
 * @param string What becomes of a string, which may have some of them in it; a key of a map has to remain text.
 * @param isMap Whether a map of the text is accepted.
 * @returns Nothing if it is no JSON, or not accepted
 */
export function parseJsonText<T>(
  pieces: readonly (string | Inserted<T>)[],
  string: (pieces: readonly (string | T)[]) => unknown,
  isMap: (map: object) => boolean = () => true,
): unknown {
  const inserted: T[] = [];
  let isString = false;
  let json = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') {
      json += piece;
      isString = endsInString(piece, isString);
    } else if (isString && piece.written !== undefined) {
      json += piece.written;
    } else {
      const mark = JSON.stringify(`${BEGIN}${inserted.push(piece.means) - 1}${END}`);
      json += isString ? mark.slice(1, -1) : mark;
    }
  }
  const read = (text: string) => string(text.split(MARK).map((piece, i) => (i % 2 === 0 ? piece : inserted[Number(piece)] ?? `${BEGIN}${piece}${END}`)));
  const isAccepted = (map: object) => isMap(map) && Object.keys(map).every((key) => read(key) === key);
  try {
    return JSON.parse(json, (_, value: unknown) => {
      if (typeof value === 'string') { return read(value); }
      if (typeof value === 'object' && value !== null && !Array.isArray(value) && !isAccepted(value)) { throw new SyntaxError('it is no plain map'); }
      return value;
    }) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether text ends within a string: an escaped quotation mark ends none. */
function endsInString(text: string, isString: boolean): boolean {
  for (const [token] of text.matchAll(/\\.|"/gs)) {
    if (token === '"') { isString = !isString; }
  }
  return isString;
}
