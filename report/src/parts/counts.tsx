import { WeightGlyph } from './glyphs';
import type { Weight } from '../model';
import { counted, WEIGHT_WORDS, weighed } from '../words';

interface Props {
  readonly counts: Readonly<Record<Weight, number>>;
  readonly weights?: readonly Weight[];
  /** So many signs at most, those of the worst. */
  readonly most?: number;
}

/** How many findings of each weight, as signs with numbers. */
export function Counts({ counts, most = Infinity, weights = ['error', 'warning', 'unknown', 'known', 'acknowledged'] }: Props) {
  const shown = weights.filter((weight) => counts[weight] > 0);
  if (shown.length === 0) { return null; }
  return (
    <span class="counts">
      {shown.slice(0, most).map((weight) => <span key={weight} class="number" title={counted(counts[weight], ...WEIGHT_WORDS[weight])}><WeightGlyph weight={weight} /><span aria-hidden="true">{counts[weight]}</span></span>)}
      <span class="unseen">{weighed(counts, weights)}</span>
    </span>
  );
}
