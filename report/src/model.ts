import type { BucketData, BucketType, EdgeData, FindingData, NodeData, ReportData, StackData } from '../../src/validation/reports/html/report-data';

export type { BucketData, BucketType, EdgeData, FindingData, NodeData, ReportData, StackData };

/** How objects are encrypted by default, as colours and shapes tell it apart. */
export type Encryption = 'sse-s3' | 'kms-customer' | 'kms-aws' | 'dsse' | 'unknown';

export const ENCRYPTIONS: readonly Encryption[] = ['kms-customer', 'kms-aws', 'dsse', 'sse-s3', 'unknown'];

export const BUCKET_TYPES: readonly BucketType[] = ['general purpose', 'directory', 'table', 'vector'];

/** How bad a finding is by itself. */
export type Gravity = 'error' | 'warning' | 'unknown' | 'info';

export const GRAVITIES: readonly Gravity[] = ['error', 'warning', 'unknown', 'info'];

export function gravityOf({ severity, status }: FindingData): Gravity {
  return status === 'unknown' ? 'unknown' : severity;
}

/** Whether somebody has seen a finding before. */
export type FindingState = 'new' | 'known' | 'acknowledged';

export const FINDING_STATES: readonly FindingState[] = ['new', 'known', 'acknowledged'];

export function stateOf({ known, status }: FindingData): FindingState {
  return status === 'acknowledged' ? 'acknowledged' : known ? 'known' : 'new';
}

/** What a finding counts as: what is in the baseline or acknowledged counts as that alone. */
export type Weight = Gravity | 'known' | 'acknowledged';

export const WEIGHTS: readonly Weight[] = [...GRAVITIES, 'known', 'acknowledged'];

export function weightOf(finding: FindingData): Weight {
  const state = stateOf(finding);
  return state === 'new' ? gravityOf(finding) : state;
}

export function noCounts(): Record<Weight, number> {
  return { error: 0, warning: 0, unknown: 0, info: 0, known: 0, acknowledged: 0 };
}

export function encryptionOf({ algorithm, keyType }: BucketData): Encryption {
  switch (algorithm) {
    case 'AES256': return 'sse-s3';
    case 'aws:kms:dsse': return 'dsse';
    case 'aws:kms': return keyType === 'AWS managed' ? 'kms-aws' : keyType === 'customer managed' ? 'kms-customer' : 'unknown';
    default: return 'unknown';
  }
}

/** A bucket with what the table shows of it. */
export interface Row {
  readonly node: number;
  readonly label: string;
  readonly stack: StackData;
  readonly bucket: BucketData;
  readonly encryption: Encryption;
  readonly key: string;
  readonly logTargets: readonly number[];
  readonly replicas: readonly number[];
  readonly findings: readonly number[];
  readonly counts: Readonly<Record<Weight, number>>;
  /** In lower case, for filters. */
  readonly text: string;
}

/** The data of a report, with what is looked up in it often. */
export class Model {
  readonly findingsOfNode = new Map<number, number[]>();
  readonly findingsOfEdge = new Map<number, number[]>();
  readonly edgesOfNode = new Map<number, number[]>();
  readonly rows: readonly Row[];
  /** The types of buckets that there are. */
  readonly types: readonly BucketType[];
  /** Whether findings were compared with a baseline. */
  readonly hasBaseline: boolean;

  constructor(readonly data: ReportData) {
    const { edges, findings, nodes } = data;
    for (const [i, { edges: arrows, nodes: boxes }] of findings.entries()) {
      for (const box of boxes) { append(this.findingsOfNode, box, i); }
      for (const arrow of arrows) { append(this.findingsOfEdge, arrow, i); }
    }
    for (const [i, { from, to }] of edges.entries()) {
      append(this.edgesOfNode, from, i);
      if (to !== from) { append(this.edgesOfNode, to, i); }
    }
    this.rows = nodes.flatMap((node, i) => (node.bucket === undefined ? [] : [this.rowOf(i, node, node.bucket)]));
    this.types = BUCKET_TYPES.filter((type) => this.rows.some(({ bucket }) => bucket.type === type));
    this.hasBaseline = data.resolved !== null || data.summary.known > 0;
  }

  /** Findings on the box itself: those on its arrows are marked there. */
  ownFindings(node: number): number[] {
    return (this.findingsOfNode.get(node) ?? []).filter((finding) => this.data.findings[finding].edges.length === 0);
  }

  countsOf(findings: Iterable<number>): Record<Weight, number> {
    const counts = noCounts();
    for (const finding of findings) { counts[weightOf(this.data.findings[finding])]++; }
    return counts;
  }

  /** The encryptions of buckets, counted. */
  encryptions(rows: readonly Row[] = this.rows): readonly (readonly [Encryption, number])[] {
    return ENCRYPTIONS.map((encryption) => [encryption, rows.filter((row) => row.encryption === encryption).length] as const);
  }

  private rowOf(node: number, { constructPath, label, logicalId, name, stack: place }: NodeData, bucket: BucketData): Row {
    const stack = this.data.stacks[place!];
    const out = (this.edgesOfNode.get(node) ?? []).map((edge) => this.data.edges[edge]).filter(({ from }) => from === node);
    const targets = (kind: EdgeData['kind']) => [...new Set(out.filter((edge) => edge.kind === kind).map(({ to }) => to))];
    // What says what it encrypts is the key of something else: of a vector index, or of a metadata table.
    const keys = new Set(out.filter(({ detail, kind }) => kind === 'encrypted-by' && detail === null).map(({ to }) => to));
    const key = [...keys].map((target) => this.data.nodes[target].label).join(' or ')
      || (bucket.keyType === 'none' ? '' : bucket.key ?? (bucket.keyType === 'AWS managed' ? 'aws/s3' : '?'));
    const findings = this.findingsOfNode.get(node) ?? [];
    const encryption = encryptionOf(bucket);
    return {
      node,
      label,
      stack,
      bucket,
      encryption,
      key,
      logTargets: targets('logs-to'),
      replicas: targets('replicates-to'),
      findings,
      counts: this.countsOf(findings),
      text: [label, logicalId, constructPath, name, stack.name, stack.account, stack.region, key].join('\n').toLowerCase(),
    };
  }
}

function append(map: Map<number, number[]>, key: number, value: number): void {
  const values = map.get(key);
  if (values) { values.push(value); } else { map.set(key, [value]); }
}
