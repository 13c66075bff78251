/**
 * What the HTML report is made of: plain data, written into the page as JSON and read by the scripts in `report/`.
 *
 * What is not known is `unknown` or null, never `no`. Places of nodes, edges, rules, stacks and texts are numbers: the lists
 * are long.
 */

/** Something that holds, does not hold, or is not known. */
export type State = 'yes' | 'no' | 'unknown';

/** Whether requests are denied: `partly` if less harmful ones are not. */
export type Denied = State | 'partly';

/** Whether uploads with SSE-C are blocked: `default` if the template does not say so, and Amazon S3 decides. */
export type SseC = State | 'default';

/** What AWS calls the buckets of a service. */
export type BucketType = 'general purpose' | 'directory' | 'table' | 'vector';

/**
 * What the report says of buckets that are not general purpose buckets where there is nothing to judge: the service always works so, has
 * nothing of the kind, or no rule is about it.
 */
export type Unjudged = 'always' | 'not-applicable' | 'not-checked';

/** Nothing has to be denied: no request can specify less than SSE-S3, which is the default. */
export type Needless = 'not-needed';

export type NodeKind = 'bucket' | 'key' | 'service' | 'outside-bucket' | 'outside-key';

/** What a bucket's default encryption, policy and neighbours are. */
export interface BucketData {
  readonly type: BucketType;
  readonly algorithm: 'AES256' | 'aws:kms' | 'aws:kms:dsse' | 'unknown';
  readonly keyType: 'none' | 'AWS managed' | 'customer managed' | 'unknown';
  /** The key as the template names it. */
  readonly key: string | null;
  readonly bucketKey: State | Unjudged;
  readonly tls: Denied | Unjudged;
  /** The oldest TLS version that is not denied; `none` if the policy denies no version. */
  readonly minimumTls: '1.2' | '1.3' | 'partly' | 'none' | 'unknown' | Unjudged;
  readonly signatureVersion4: Denied | Unjudged;
  readonly sseCBlocked: SseC | Unjudged;
  readonly uploads: Denied | Needless;
  /** Where the type of bucket has no server access logs, or no replication; elsewhere, arrows say where they go. */
  readonly logs?: Unjudged;
  readonly replicas?: Unjudged;
  /** Why algorithm, key or Bucket Key are not known, as a clause. */
  readonly reason: string | null;
}

export interface NodeData {
  readonly kind: NodeKind;
  /** Of a resource of the templates; null elsewhere. */
  readonly stack: number | null;
  /** Where a key that no template creates is, as far as that is known. */
  readonly account?: string | null;
  readonly region?: string | null;
  /** What the map calls it. */
  readonly label: string;
  readonly logicalId: string | null;
  readonly constructPath: string | null;
  /** The name that the template gives a bucket, or the ARN or alias of what is outside of the templates. */
  readonly name: string | null;
  /** What delivers, or which type of key it is. */
  readonly detail: string | null;
  readonly bucket?: BucketData;
}

export type EdgeKind = 'encrypted-by' | 'logs-to' | 'replicates-to' | 'inventory-to';

export interface EdgeData {
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeKind;
  /** False where conditions or parameters decide. */
  readonly certain: boolean;
  /** What is delivered, with which key replicas are encrypted, or what the key encrypts if that is not the bucket. */
  readonly detail: string | null;
}

export interface StackData {
  /** What the report calls it. */
  readonly name: string;
  readonly template: string;
  readonly account: string | null;
  readonly region: string | null;
}

export interface RuleData {
  readonly name: string;
  readonly title: string;
  readonly topic: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly why: string;
  readonly fix: string;
  readonly links: readonly string[];
}

export interface FindingData {
  readonly rule: number;
  readonly severity: 'error' | 'warning' | 'info';
  readonly status: 'violation' | 'unknown' | 'acknowledged';
  /** Whether it is in the baseline. */
  readonly known: boolean;
  readonly message: number;
  /** The request that was found, where the message names one. */
  readonly witness: number | null;
  /** What to do, where it is not the fix of the rule. */
  readonly fix: number | null;
  readonly stack: number;
  readonly logicalId: string;
  readonly constructPath: string | null;
  readonly resourceType: string;
  readonly property: string;
  readonly line: number;
  readonly column: number;
  /** Why it was acknowledged. */
  readonly reason: string | null;
  /** The bucket, key or service that it concerns, and the arrows; empty if the map does not show any. */
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
}

export interface ResolvedData {
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly template: string;
  readonly logicalId: string;
  readonly constructPath: string | null;
  readonly property: string;
  readonly message: string;
}

export interface FrameworkData {
  readonly title: string;
  /** The controls that rules of this report serve. */
  readonly controls: readonly { readonly id: string; readonly rules: readonly number[] }[];
}

export interface ReportData {
  readonly format: 1;
  readonly version: string;
  readonly summary: {
    readonly templates: number;
    readonly buckets: number;
    readonly errors: number;
    readonly warnings: number;
    readonly unknown: number;
    readonly acknowledged: number;
    readonly known: number;
  };
  readonly stacks: readonly StackData[];
  readonly nodes: readonly NodeData[];
  readonly edges: readonly EdgeData[];
  readonly rules: readonly RuleData[];
  readonly findings: readonly FindingData[];
  /** What is in the baseline and not found any more; null without a baseline. */
  readonly resolved: readonly ResolvedData[] | null;
  readonly frameworks: readonly FrameworkData[];
  /** Messages, fixes and witnesses, once each. */
  readonly texts: readonly string[];
  /** What may hide buckets, and what could not be read. */
  readonly problems: readonly string[];
}
