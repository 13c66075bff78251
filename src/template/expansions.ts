import { ParameterHole } from './holes';
import { oneOf } from './possibilities';
import { isScalar } from './raw';
import { Hole, Text, Unknown, Value } from './value';

/** Beyond this many combinations of what parameters can be, they are not written out. */
const MOST_COMBINATIONS = 1024;

/** So many pieces of text are put together at most to write combinations out. */
const MOST_PIECES = 100_000;

/** So many characters are looked at, at most, to find the names that a text can be. */
const MOST_CHARACTERS = 1_000_000;

// docs/decisions/0078
/**
 * What a text can be once the parameters in it are given the values that are known of them. A parameter that stands in
 * it twice has one value.
 */
export function expanded(text: string | Text): Value {
  if (typeof text === 'string') { return text; }
  const holes = new Map(text.parts.filter((part) => part instanceof ParameterHole).map((hole) => [hole.id, hole]));
  let variants: ReadonlyMap<string, string | Hole>[] = [new Map()];
  for (const hole of holes.values()) {
    const count = variants.length * hole.options.length;
    if (count > MOST_COMBINATIONS || count * text.parts.length > MOST_PIECES) { return new Unknown('it can be too many different texts'); }
    const pieces = hole.options.map((option) => literalOf(option) ?? new Hole(hole.id, hole.toString()));
    variants = variants.flatMap((variant) => pieces.map((piece) => new Map([...variant, [hole.id, piece]])));
  }
  return oneOf(variants.map((variant) => Text.joined(text.parts.map((part) => (typeof part === 'string' ? part : variant.get(part.id) ?? part)))));
}

/** What a text can mean where some names are known. */
export interface Meant {
  /** Those of the names that it can be. */
  readonly names: readonly string[];
  /** Whether it can be a text that is none of the names. */
  readonly others: boolean;
  /** Whether it can be a text that is not known. */
  readonly open: boolean;
}

/** A beginning that some of the names have: those from one place in their order to another. */
interface Beginning {
  readonly length: number;
  readonly from: number;
  readonly to: number;
  /** The values of parameters that stand in the text again. */
  readonly values: ReadonlyMap<string, string>;
}

// docs/decisions/0078
/**
 * Which of some names a text can be once the parameters in it are given the values that are known of them: however many
 * combinations of these there are, only beginnings of the names are followed. Nothing where that takes too long.
 *
 * @param sorted The names, in order.
 */
export function meant(text: string | Text, sorted: readonly string[]): Meant | undefined {
  const parts = typeof text === 'string' ? [text] : text.parts;
  const last = new Map(parts.map((part, i) => [typeof part === 'string' ? '' : part.id, i]));
  let [others, open] = [false, false];
  let left = MOST_CHARACTERS;
  let beginnings: readonly Beginning[] = [{ length: 0, from: 0, to: sorted.length, values: new Map() }];
  for (const [i, part] of parts.entries()) {
    const next = new Map<string, Beginning>();
    for (const beginning of beginnings) {
      for (const option of optionsOfPart(part, beginning.values)) {
        const piece = literalOf(option);
        left -= 1 + (piece?.length ?? 0) + beginning.values.size;
        if (left < 0) { return undefined; }
        if (piece === undefined) {
          open = true;
          continue;
        }
        const [from, to] = range(sorted, beginning, piece);
        if (from === to) {
          others = true;
          continue;
        }
        const values = new Map(beginning.values);
        if (typeof part !== 'string') { if (last.get(part.id)! > i) { values.set(part.id, piece); } else { values.delete(part.id); } }
        const length = beginning.length + piece.length;
        next.set(JSON.stringify([length, from, ...values]), { length, from, to, values });
      }
    }
    beginnings = [...next.values()];
  }
  const complete = beginnings.map(({ length, from }) => (sorted[from].length === length ? sorted[from] : undefined));
  return { names: [...new Set(complete.filter((name) => name !== undefined))], others: others || complete.includes(undefined), open };
}

function optionsOfPart(part: string | Hole, values: ReadonlyMap<string, string>): readonly Value[] {
  if (typeof part === 'string') { return [part]; }
  const value = values.get(part.id);
  if (value !== undefined) { return [value]; }
  return part instanceof ParameterHole && part.options.length > 0 ? part.options : [new Unknown('it is known at deployment')];
}

/** The names that begin like those of a beginning, and go on with a piece. */
function range(sorted: readonly string[], { length, from, to }: Beginning, piece: string): readonly [from: number, to: number] {
  const first = (isBehind: (next: string) => boolean) => {
    let [low, high] = [from, to];
    while (low < high) {
      const middle = (low + high) >> 1; // eslint-disable-line no-bitwise
      if (isBehind(sorted[middle].slice(length, length + piece.length))) { high = middle; } else { low = middle + 1; }
    }
    return low;
  };
  return [first((next) => next >= piece), first((next) => next > piece)];
}

function literalOf(option: Value): string | undefined {
  return isScalar(option) ? String(option) : undefined;
}
