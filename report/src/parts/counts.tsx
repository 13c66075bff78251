import { WeightGlyph } from './glyphs';
import type { Weight } from '../model';
import { counted, WEIGHT_WORDS, weighed } from '../words';

/** How many findings of each weight, as signs with numbers. */
export function Counts({ counts, weights = ['error', 'warning', 'unknown'] }: { counts: Readonly<Record<Weight, number>>; weights?: readonly Weight[] }) {
  const shown = weights.filter((weight) => counts[weight] > 0);
  if (shown.length === 0) { return null; }
  return (
    <span class="counts">
      {shown.map((weight) => <span key={weight} class="number" title={counted(counts[weight], ...WEIGHT_WORDS[weight])}><WeightGlyph weight={weight} /><span aria-hidden="true">{counts[weight]}</span></span>)}
      <span class="unseen">{weighed(counts, weights)}</span>
    </span>
  );
}
