import { printable } from './printable';
import { ReportedStatus, type ReportedFinding } from './report';
import { SseAlgorithm } from '../../encryption';
import { isUnknown, OneOf, type Resource, Text } from '../../template';
import { Bucket, KeyReferenceKind, ObservedDeliveries, ObservedReplication, type Posture, usesKms } from '../posture';
import { Severity } from '../rules';

/** Of more, a picture in a comment shows nothing. */
const MOST_BUCKETS = 20;
const MOST_ARROWS = 80;

const ALGORITHMS: { readonly [algorithm: string]: string } = {
  [SseAlgorithm.SSE_S3]: 'SSE-S3', [SseAlgorithm.SSE_KMS]: 'SSE-KMS', [SseAlgorithm.DSSE_KMS]: 'DSSE-KMS',
};

/**
 * The map of a small app, as Mermaid draws it: buckets by template, keys, and what goes from one to the other. Nothing for an app
 * without buckets, and for a large one.
 *
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(posture: Posture, findings: readonly ReportedFinding[]): string | undefined {
  const { buckets, kindBuckets, metadataTables, vectorIndexes } = posture;
  const count = buckets.length + kindBuckets.length;
  if (count === 0 || count > MOST_BUCKETS) { return undefined; }
  const nodes = new Map<string, string>();
  const inTemplates = new Map<string, string[]>();
  const outside: string[] = [];
  const faulty: string[] = [];
  const node = (name: string, home: string | undefined, open: string, close: string, said: () => string): string => {
    const known = nodes.get(name);
    if (known !== undefined) { return known; }
    const id = `n${nodes.size}`;
    const line = `${id}${open}"${label(said())}"${close}`;
    nodes.set(name, id);
    if (home === undefined) { outside.push(line); } else { inTemplates.set(home, [...inTemplates.get(home) ?? [], line]); }
    return id;
  };
  const nodeOf = (resource: Resource, open: string, close: string, said: () => string): string => (
    node(JSON.stringify([resource.template, resource.logicalId]), resource.template, open, close, said)
  );
  const errorsOf = errorsByResource(findings);
  /** With the policies and indexes of the bucket, which have no nodes of their own. */
  const nodeOfBucket = (resource: Resource, encryption: string, parts: readonly { readonly resource: Resource }[]) => {
    const errors = [resource, ...parts.map((part) => part.resource)].reduce((sum, one) => sum + errorsOf(one), 0);
    const id = nodeOf(resource, '[(', ')]', () => `${resource.logicalId}: ${encryption}${errors > 0 ? `, ${errors === 1 ? '1 error' : `${errors} errors`}` : ''}`);
    if (errors > 0) { faulty.push(id); }
  };
  for (const bucket of buckets) { nodeOfBucket(bucket.resource, encryptionOf(bucket), bucket.policies); }
  for (const bucket of kindBuckets) {
    const parts = [...bucket.policies, ...vectorIndexes.filter((index) => index.bucket === bucket)];
    nodeOfBucket(bucket.resource, `${bucket.title}, ${encryptionOf(bucket.encryption)}`, parts);
  }
  const bucketAt = (bucket: { readonly resource: Resource }) => nodes.get(JSON.stringify([bucket.resource.template, bucket.resource.logicalId]))!;
  const arrows = new Set<string>();
  const addKeys = (bucket: Pick<Bucket, 'algorithm' | 'keys' | 'resource'>, of = bucket, what = '') => {
    for (const reference of mayUseKms(bucket) ? bucket.keys : []) {
      // Only general purpose buckets are encrypted with the AWS managed key where no key is named.
      if (reference.kind === KeyReferenceKind.NONE && !(bucket instanceof Bucket)) { continue; }
      const key = reference.key?.resource;
      const to = key
        ? nodeOf(key, '{{', '}}', () => key.logicalId)
        : node(`key ${reference.kind} ${reference.toString()}`, undefined, '{{', '}}', () => keyElsewhere(reference.kind, reference.toString()));
      arrows.add(`${bucketAt(of)} -->|${what}encrypted by| ${to}`);
    }
  };
  for (const bucket of buckets) {
    addKeys(bucket);
    for (const { source, service } of ObservedDeliveries.of(posture).to(bucket)) {
      const from = nodeOf(source, '[', ']', () => `${source.logicalId}: ${source.type}`);
      arrows.add(`${from} -.->|${label(service.title)}| ${bucketAt(bucket)}`);
    }
  }
  for (const { encryption } of kindBuckets) { addKeys(encryption); }
  for (const { bucket, encryption, title } of vectorIndexes) { if (bucket) { addKeys(encryption, bucket.encryption, `${title} `); } }
  for (const { encryption, title } of metadataTables) { addKeys(encryption, encryption, `${title} `); }
  for (const { rules, source } of ObservedReplication.allOf(posture)) {
    for (const { destination, destinationArn } of rules) {
      const to = destination ? bucketAt(destination) : node(`bucket ${destinationArn.toString()}`, undefined, '[(', ')]', () => destinationArn.toString());
      arrows.add(`${bucketAt(source)} ==>|replicates to| ${to}`);
    }
  }
  if (arrows.size > MOST_ARROWS) { return undefined; }
  return [
    'flowchart LR',
    ...[...inTemplates].flatMap(([template, lines], i) => [`  subgraph t${i}["${label(nameOf(posture, template))}"]`, ...lines.map((line) => `    ${line}`), '  end']),
    ...outside.map((line) => `  ${line}`),
    ...[...arrows].map((arrow) => `  ${arrow}`),
    ...(faulty.length > 0 ? ['  classDef faulty stroke:#d1242f,stroke-width:3px', `  class ${faulty.join(',')} faulty`] : []),
  ].join('\n');
}

/** What encrypts by default: a bucket of any kind. */
type Encrypting = Pick<Bucket, 'algorithm'>;

/** Errors as the summary counts them: without those in the baseline. */
function errorsByResource(findings: readonly ReportedFinding[]): (resource: Resource) => number {
  const counts = new Map<string, number>();
  const place = (template: string, logicalId: string) => JSON.stringify([template, logicalId]);
  for (const { isKnown, logicalId, severity, status, template } of findings) {
    if (isKnown || severity !== Severity.ERROR || status !== ReportedStatus.VIOLATION) { continue; }
    const of = place(template.name, logicalId);
    counts.set(of, (counts.get(of) ?? 0) + 1);
  }
  return ({ logicalId, template }) => counts.get(place(template, logicalId)) ?? 0;
}

function encryptionOf({ algorithm }: Encrypting): string {
  if (algorithm === undefined) { return 'SSE-S3 by default'; }
  if (typeof algorithm === 'string') { return ALGORITHMS[algorithm] ?? algorithm; }
  return 'undetermined';
}

function mayUseKms({ algorithm }: Encrypting): boolean {
  return usesKms(algorithm) || isUnknown(algorithm) || algorithm instanceof OneOf || algorithm instanceof Text;
}

function keyElsewhere(kind: KeyReferenceKind, text: string): string {
  return kind === KeyReferenceKind.NONE || kind === KeyReferenceKind.AWS_MANAGED ? 'AWS managed key aws/s3' : text;
}

function nameOf({ app }: Posture, template: string): string {
  return app.template(template)?.stackName ?? template.replace(/^.*[/\\]/, '');
}

/** Longer names are cut. */
const LONGEST = 80;

/** Text in quotes: what could end it, or be Markdown, HTML, a link or an icon (`fa:fa-car`) in it, stands as a number. What would turn it round is made visible. */
function label(text: string): string {
  const cut = [...printable(text)].slice(0, LONGEST).join('');
  return cut.replace(/[^A-Za-z0-9 ,/_-]/gu, (char, at: number) => (char === ':' && cut[at + 1] === ' ' ? char : `#${char.codePointAt(0)!};`));
}
