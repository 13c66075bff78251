import { type Hole, Text, type Value } from '../../../template';

// Characters that CloudFormation refuses in a template mark where a hole is.
const BEGIN = '\u0001';
const END = '\u0002';
const MARK = new RegExp(`${BEGIN}(\\d+)${END}`);

/**
 * What JSON text of a template says, as `Stack.toJsonString()` writes it: functions stand within its strings, or in the
 * place of a number, a list or a map. Nothing if it is no JSON.
 */
export function parsedJson(text: string | Text): Value | undefined {
  const holes: Hole[] = [];
  let isString = false;
  let json = '';
  for (const part of typeof text === 'string' ? [text] : text.parts) {
    if (typeof part === 'string') {
      json += part;
      isString = endsInString(part, isString);
    } else {
      const mark = JSON.stringify(`${BEGIN}${holes.push(part) - 1}${END}`);
      json += isString ? mark.slice(1, -1) : mark;
    }
  }
  try {
    return JSON.parse(json, (_, value: unknown) => (typeof value === 'string' ? withHoles(value, holes) : value)) as Value;
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

function withHoles(text: string, holes: readonly Hole[]): string | Text {
  return Text.of(...text.split(MARK).map((piece, i) => (i % 2 === 0 ? piece : holes[Number(piece)] ?? `${BEGIN}${piece}${END}`)));
}
