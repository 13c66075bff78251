import type { BucketType, EdgeData, Encryption, FindingState, Gravity, StackData, Weight } from './model';

export const ENCRYPTION_WORDS: Readonly<Record<Encryption, string>> = {
  'kms-customer': 'SSE-KMS, customer managed key',
  'kms-aws': 'SSE-KMS, AWS managed key',
  'dsse': 'DSSE-KMS',
  'sse-s3': 'SSE-S3',
  'unknown': 'Unknown',
};

export const SHORT_ENCRYPTION: Readonly<Record<Encryption, string>> = {
  'kms-customer': 'SSE-KMS',
  'kms-aws': 'SSE-KMS (aws/s3)',
  'dsse': 'DSSE-KMS',
  'sse-s3': 'SSE-S3',
  'unknown': 'Encryption unknown',
};

export const TYPE_WORDS: Readonly<Record<BucketType, string>> = {
  'general purpose': 'General purpose',
  'directory': 'Directory',
  'table': 'Table',
  'vector': 'Vector',
};

/** The type of a bucket within a sentence: general purpose buckets are what one thinks of. */
export const BUCKET_WORDS: Readonly<Record<BucketType, string>> = {
  'general purpose': 'bucket',
  'directory': 'directory bucket',
  'table': 'table bucket',
  'vector': 'vector bucket',
};

export const EDGE_WORDS: Readonly<Record<EdgeData['kind'], string>> = {
  'encrypted-by': 'encrypted by',
  'logs-to': 'logs to',
  'replicates-to': 'replicates to',
  'inventory-to': 'inventory to',
};

export const EDGE_KINDS = Object.keys(EDGE_WORDS) as readonly EdgeData['kind'][];

export const WEIGHT_WORDS: Readonly<Record<Weight, readonly [one: string, many: string]>> = {
  error: ['error', 'errors'],
  warning: ['warning', 'warnings'],
  unknown: ['unknown', 'unknown'],
  info: ['note', 'notes'],
  known: ['known', 'known'],
  acknowledged: ['acknowledged', 'acknowledged'],
};

const GRAVITY_WORDS: Readonly<Record<Gravity, string>> = { error: 'error', warning: 'warning', unknown: 'undetermined', info: 'note' };

/** What a finding is that counts as known or acknowledged alone. */
export function formerWords(state: FindingState, gravity: Gravity): string | undefined {
  if (state === 'known') { return `In the baseline: ${GRAVITY_WORDS[gravity]}`; }
  return state === 'acknowledged' ? `Acknowledged: ${GRAVITY_WORDS[gravity]}` : undefined;
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** Where a stack is deployed. */
export function placeOf({ account, region }: Pick<StackData, 'account' | 'region'>): string {
  if (account === null && region === null) { return 'Any account and Region'; }
  return `${account === null ? 'Any account' : `Account ${account}`} · ${region ?? 'any Region'}`;
}

/** Counts in words, such as `2 errors, 1 warning`. */
export function weighed(counts: Readonly<Record<Weight, number>>, weights: readonly Weight[] = ['error', 'warning', 'unknown', 'info', 'known', 'acknowledged']): string {
  return weights.filter((weight) => counts[weight] > 0).map((weight) => counted(counts[weight], ...WEIGHT_WORDS[weight])).join(', ');
}
