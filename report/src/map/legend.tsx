import { ENCRYPTIONS, type Model } from '../model';
import { EncryptionGlyph, NodeGlyph, TypeGlyph, WeightGlyph } from '../parts/glyphs';
import { EDGE_KINDS, EDGE_WORDS, ENCRYPTION_WORDS, TYPE_WORDS } from '../words';

export function Legend({ model: { hasBaseline, types } }: { model: Model }) {
  return (
    <details class="legend" open={typeof innerWidth === 'number' && innerWidth > 700}>
      <summary>Legend</summary>
      <ul>
        {ENCRYPTIONS.map((encryption) => <li key={encryption}><EncryptionGlyph encryption={encryption} /> {ENCRYPTION_WORDS[encryption]}</li>)}
        {types.filter((type) => type !== 'general purpose').map((type) => <li key={type}><TypeGlyph type={type} /> {TYPE_WORDS[type]} bucket</li>)}
        <li><NodeGlyph kind="key" /> KMS key</li>
        {EDGE_KINDS.map((kind) => (
          <li key={kind}>
            <svg class={`sample line-${kind}`} viewBox="0 0 34 10" width="34" height="10" aria-hidden="true">
              <path d="M0 5H28" />{kind === 'replicates-to' && <path class="inner" d="M0 5H28" />}<path class="tip" d="M26 1.5 33 5 26 8.5Z" />
            </svg> {EDGE_WORDS[kind]}
          </li>
        ))}
        <li><WeightGlyph weight="error" /> error</li>
        <li><WeightGlyph weight="warning" /> warning</li>
        <li><WeightGlyph weight="unknown" /> unknown</li>
        {hasBaseline && <li><WeightGlyph weight="known" /> known, in the baseline</li>}
        <li><WeightGlyph weight="acknowledged" /> acknowledged</li>
      </ul>
    </details>
  );
}
