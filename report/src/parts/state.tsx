import type { BucketData, BucketType } from '../model';
import { BUCKET_WORDS } from '../words';

type Shown = BucketData['tls'] | BucketData['sseCBlocked'] | BucketData['bucketKey'] | BucketData['uploads'];

const WORDS: Readonly<Record<Shown, readonly [sign: string, word: string]>> = {
  'yes': ['✓', 'Yes'],
  'no': ['✕', 'No'],
  'partly': ['~', 'Partly'],
  'default': ['–', 'Not set'],
  'unknown': ['?', 'Unknown'],
  'always': ['✓', 'Always'],
  'not-applicable': ['–', 'Not applicable'],
  'not-needed': ['–', 'Not needed'],
  'not-checked': ['–', 'Not checked'],
};

/** Why there is nothing to judge. */
function reasonOf(value: Shown, type: BucketType): string | undefined {
  switch (value) {
    case 'always': return `It is so with every ${BUCKET_WORDS[type]}`;
    case 'not-applicable': return `A ${BUCKET_WORDS[type]} has nothing of the kind`;
    case 'not-needed': return 'SSE-S3 is the default, so no request can specify a weaker encryption';
    case 'not-checked': return `No rule is about this for a ${BUCKET_WORDS[type]}`;
    default: return undefined;
  }
}

interface Props<Value> {
  readonly value: Value;
  /** Of the bucket. */
  readonly type: BucketType;
  readonly neutral?: boolean;
}

/** Yes, no, or not known: by a sign and a word, and then by colour. */
export function State({ neutral = false, type, value }: Props<Shown>) {
  const [sign, word] = WORDS[value];
  return <span class={`state state-${neutral ? 'neutral' : value}`} title={reasonOf(value, type)}><span aria-hidden="true">{sign}</span> {word}</span>;
}

export function MinimumTls({ type, value }: Props<BucketData['minimumTls']>) {
  switch (value) {
    case '1.2': case '1.3': return <span class="state state-yes"><span aria-hidden="true">✓</span> {value}</span>;
    case 'none': return <State type={type} value="no" />;
    default: return <State type={type} value={value} />;
  }
}
