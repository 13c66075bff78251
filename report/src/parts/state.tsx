import type { BucketData } from '../model';

type Shown = BucketData['tls'] | BucketData['sseCBlocked'] | BucketData['bucketKey'];

const WORDS: Readonly<Record<Shown, readonly [sign: string, word: string]>> = {
  yes: ['✓', 'Yes'],
  no: ['✕', 'No'],
  partly: ['~', 'Partly'],
  default: ['–', 'Not set'],
  unknown: ['?', 'Unknown'],
};

/** Yes, no, or not known: by a sign and a word, and then by colour. */
export function State({ neutral = false, value }: { value: Shown; neutral?: boolean }) {
  const [sign, word] = WORDS[value];
  return <span class={`state state-${neutral ? 'neutral' : value}`}><span aria-hidden="true">{sign}</span> {word}</span>;
}

export function MinimumTls({ value }: { value: BucketData['minimumTls'] }) {
  switch (value) {
    case '1.2': case '1.3': return <span class="state state-yes"><span aria-hidden="true">✓</span> {value}</span>;
    case 'none': return <State value="no" />;
    default: return <State value={value} />;
  }
}
