import type { BucketType, Encryption, NodeData, Weight } from '../model';
import { ENCRYPTION_WORDS } from '../words';

/** The sign of an encryption: its shape says the same as its colour. */
export function EncryptionGlyph({ encryption, titled = false }: { encryption: Encryption; titled?: boolean }) {
  return (
    <svg class={`glyph encryption-${encryption}`} viewBox="0 0 20 20" width="20" height="20" {...(titled ? { 'role': 'img', 'aria-label': ENCRYPTION_WORDS[encryption] } : { 'aria-hidden': 'true' })}>
      {SHAPES[encryption]}
    </svg>
  );
}

const HEXAGON = 'M10 1.5 17.4 5.75v8.5L10 18.5 2.6 14.25v-8.5Z';

const SHAPES: Readonly<Record<Encryption, preact.JSX.Element>> = {
  'sse-s3': <circle class="fill" cx="10" cy="10" r="7.5" />,
  'kms-customer': <path class="fill" d={HEXAGON} />,
  'kms-aws': <path class="fill" d="M10 1 19 10 10 19 1 10Z" />,
  'dsse': <><path class="line" d={HEXAGON} /><path class="fill" d="M10 5.5 13.9 7.75v4.5L10 14.5 6.1 12.25v-4.5Z" /></>,
  'unknown': <><rect class="line dashed" x="2.5" y="2.5" width="15" height="15" rx="3" /><text x="10" y="14.2" text-anchor="middle">?</text></>,
};

/** What findings weigh, as a sign: an octagon, a triangle, a question mark. */
export function WeightGlyph({ weight }: { weight: Weight | 'ok' }) {
  return <svg class={`glyph weight-${weight}`} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{SIGNS[weight]}</svg>;
}

const SIGNS: Readonly<Record<Weight | 'ok', preact.JSX.Element>> = {
  error: <><path class="fill" d="M5 .8h6L15.2 5v6L11 15.2H5L.8 11V5Z" /><path class="mark" d="M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2" /></>,
  warning: <><path class="fill" d="M8 1 15.6 14.5H.4Z" /><path class="mark" d="M8 6v4M8 12v.6" /></>,
  unknown: <><circle class="fill" cx="8" cy="8" r="7.2" /><path class="mark" d="M5.9 6.3a2.1 2.1 0 1 1 3 1.9c-.6.3-.9.7-.9 1.4M8 11.6v.5" /></>,
  info: <><circle class="line" cx="8" cy="8" r="6.6" /><path class="mark" d="M8 7.2v4M8 4.6v.6" /></>,
  known: <><circle class="line" cx="8" cy="8" r="6.6" /><path class="mark" d="M8 4v4.2l2.8 1.8" /></>,
  acknowledged: <><circle class="line" cx="8" cy="8" r="6.6" /><path class="mark" d="M4.8 8.2l2.2 2.2 4.2-4.6" /></>,
  ok: <path class="mark" d="M2.5 8.4l3.6 3.6 7.4-8" />,
};

/** What is stored in a bucket that is not a general purpose bucket: a folder, a table, an arrow between axes. */
export function TypeGlyph({ type }: { type: BucketType }) {
  if (type === 'general purpose') { return null; }
  return <svg class={`glyph type-${type}`} viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">{CONTENTS[type]}</svg>;
}

const CONTENTS: Readonly<Record<Exclude<BucketType, 'general purpose'>, preact.JSX.Element>> = {
  directory: <path class="line" d="M2 5.5c0-.8.7-1.5 1.5-1.5h4l2 2.5h7c.8 0 1.5.7 1.5 1.5v7c0 .8-.7 1.5-1.5 1.5h-13C2.7 16.5 2 15.8 2 15Z" />,
  table: <path class="line" d="M2.5 3.5h15v13h-15Zm0 4.5h15M2.5 12.3h15M8 8v8.5" />,
  vector: <path class="line" d="M3.5 2v14.5H18M3.5 16.5 13.5 6M9.5 5.5h4.5v4.5" />,
};

/** What a node that is no bucket is. */
export function NodeGlyph({ kind }: { kind: Exclude<NodeData['kind'], 'bucket'> }) {
  return <svg class={`glyph node-${kind}`} viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">{THINGS[kind]}</svg>;
}

const KEY = <path class="line" d="M12.6 2.6a4.8 4.8 0 0 0-4.5 6.5L2.6 14.6v2.8h2.8v-2h2v-2h2l1.5-1.5a4.8 4.8 0 1 0 1.7-9.3ZM13.9 6.1v.1" />;
const PAIL = <path class="line" d="M3 5c0-1.4 3.1-2.5 7-2.5S17 3.6 17 5s-3.1 2.5-7 2.5S3 6.4 3 5Zm0 0 1.8 10.5c.2 1.1 2.5 2 5.2 2s5-.9 5.2-2L17 5" />;

const THINGS: Readonly<Record<Exclude<NodeData['kind'], 'bucket'>, preact.JSX.Element>> = {
  'key': KEY,
  'outside-key': KEY,
  'outside-bucket': PAIL,
  'service': <path class="line" d="M4.5 2.5h7.5l3.5 3.5v11.5h-11Zm7.5 0v3.5h3.5M7 10h6M7 13.5h6" />,
};
