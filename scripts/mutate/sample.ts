/** A fault, as far as it tells it from others. */
export interface Fault {
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement?: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place { readonly line: number; readonly column: number }

/** What tells a fault from all others of a run. The plugin that leaves out what is not drawn makes it in the same way. */
export function faultKey({ fileName, mutatorName, replacement, location: { start, end } }: Fault): string {
  return JSON.stringify([fileName, start.line, start.column, end.line, end.column, mutatorName, replacement]);
}

/** Some of the faults, each as likely as any other. With a seed, they are always the same, in whatever order the faults come. */
export function drawn<F extends Fault>(faults: readonly F[], count: number, seed: number): F[] {
  const left = faults.map((fault) => ({ key: faultKey(fault), fault })).sort((a, b) => (a.key < b.key ? -1 : 1));
  const random = randomFrom(seed);
  for (let i = 0; i < Math.min(count, left.length); i++) {
    const j = i + Math.floor(random() * (left.length - i));
    [left[i], left[j]] = [left[j], left[i]];
  }
  return left.slice(0, count).map(({ fault }) => fault);
}

/** Of a share. */
export interface Interval { readonly from: number; readonly to: number }

/** The quantile of the normal distribution for an interval of 95 %. */
const Z = 1.96;

/**
 * Where the share of all lies, with a confidence of 95 %, if so many of a sample have a property: the interval of Wilson, which holds
 * for small samples, and for shares near 100 %, too.
 */
export function wilson(having: number, sampled: number): Interval {
  if (sampled === 0) { return { from: 0, to: 1 }; }
  const share = having / sampled;
  const divisor = 1 + Z ** 2 / sampled;
  const centre = (share + Z ** 2 / (2 * sampled)) / divisor;
  const half = Z / divisor * Math.sqrt(share * (1 - share) / sampled + (Z / (2 * sampled)) ** 2);
  return { from: Math.max(0, centre - half), to: Math.min(1, centre + half) };
}

/** Mulberry32. Numbers from 0 up to, and without, 1. */
function randomFrom(seed: number): () => number {
  let state = Math.trunc(seed);
  return () => {
    state = (state + 0x6D2B79F5) | 0; // eslint-disable-line no-bitwise
    let t = Math.imul(state ^ (state >>> 15), 1 | state); // eslint-disable-line no-bitwise
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t; // eslint-disable-line no-bitwise
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32; // eslint-disable-line no-bitwise
  };
}
