import type { BucketData, EdgeData, FindingData, NodeData, ReportData, StackData } from '../../src/validation/reports/html/report-data';

export type { BucketData, EdgeData, FindingData, NodeData, ReportData, StackData };

/** How objects are encrypted by default, as colours and shapes tell it apart. */
export type Encryption = 'sse-s3' | 'kms-customer' | 'kms-aws' | 'dsse' | 'unknown';

export const ENCRYPTIONS: readonly Encryption[] = ['kms-customer', 'kms-aws', 'dsse', 'sse-s3', 'unknown'];

/** What a finding weighs: what is acknowledged weighs nothing. */
export type Weight = 'error' | 'warning' | 'unknown' | 'info' | 'acknowledged';

export const WEIGHTS: readonly Weight[] = ['error', 'warning', 'unknown', 'info', 'acknowledged'];

export function weightOf({ severity, status }: FindingData): Weight {
  return status === 'acknowledged' ? 'acknowledged' : status === 'unknown' ? 'unknown' : severity;
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
  }

  /** Findings on the box itself: those on its arrows are marked there. */
  ownFindings(node: number): number[] {
    return (this.findingsOfNode.get(node) ?? []).filter((finding) => this.data.findings[finding].edges.length === 0);
  }

  countsOf(findings: Iterable<number>): Record<Weight, number> {
    const counts = { error: 0, warning: 0, unknown: 0, info: 0, acknowledged: 0 };
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
    const key = targets('encrypted-by').map((target) => this.data.nodes[target].label).join(' or ')
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
