/**
 * Made-up curves for the metrics of a widget, the same ones each time.
 */
export interface Series {
  readonly label: string;
  /** From 0, at the bottom, to 1. */
  readonly values: readonly number[];
}

interface Rendering { readonly label?: string; readonly expression?: string; readonly visible?: boolean }

const POINTS = 36;

export function exampleSeries(title: string, metrics: readonly (readonly unknown[])[], stacked: boolean, encryption: string): Series[] {
  const labels = metrics.flatMap((metric) => {
    const last = metric[metric.length - 1];
    const rendering = (typeof last === 'object' && last !== null ? last : {}) as Rendering;
    if (rendering.visible === false) { return []; }
    // What one expression that searches metrics would find.
    if (rendering.label?.includes('PROP(')) { return [`Default_${encryption}`, encryption]; }
    return [rendering.label ?? String(metric[1])];
  });
  return labels.map((label, i) => ({ label, values: curve(`${title} ${label}`, stacked ? 0.12 * (i + 1) : 0.6 / (i + 1)) }));
}

function curve(seed: string, level: number): number[] {
  const random = generator(seed);
  let value = level;
  return Array.from({ length: POINTS }, () => {
    value = Math.min(0.95, Math.max(0.02, value + (random() - 0.5) * 0.1 + (level - value) * 0.2));
    return value;
  });
}

/** Numbers between 0 and 1 that follow from a text (a linear congruential generator). */
function generator(seed: string): () => number {
  let state = [...seed].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 4294967296, 7);
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}
