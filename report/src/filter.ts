import { BUCKET_TYPES, type BucketType, ENCRYPTIONS, type Encryption, type Row, type Weight } from './model';

/** What the reader wants to see of the buckets, in the map as in the table. */
export interface Filter {
  readonly text: string;
  readonly encryption: Encryption | 'any';
  readonly type: BucketType | 'any';
  readonly weight: Weight | 'any' | 'none';
}

export const NO_FILTER: Filter = { text: '', encryption: 'any', type: 'any', weight: 'any' };

export const ENCRYPTION_CHOICES: readonly Filter['encryption'][] = ['any', ...ENCRYPTIONS];
export const WEIGHT_CHOICES: readonly Filter['weight'][] = ['any', 'error', 'warning', 'unknown', 'known', 'acknowledged', 'none'];
export const TYPE_CHOICES: readonly Filter['type'][] = ['any', ...BUCKET_TYPES];

export function isFiltering({ encryption, text, type, weight }: Filter): boolean {
  return text.trim() !== '' || encryption !== 'any' || type !== 'any' || weight !== 'any';
}

export function matches({ encryption, text, type, weight }: Filter, row: Row): boolean {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  return words.every((word) => row.text.includes(word))
    && (encryption === 'any' || row.encryption === encryption)
    && (type === 'any' || row.bucket.type === type)
    && (weight === 'any' || (weight === 'none' ? isClean(row) : row.counts[weight] > 0));
}

function isClean({ counts: { error, unknown, warning } }: Row): boolean {
  return error + warning + unknown === 0;
}
