import { bucketDataOf } from './bucket-data';
import { kindDataOf, nameInArn, tableBucketOf } from './kind-data';
import { labelOf, Labels } from './labels';
import type { EdgeData, EdgeKind, NodeData } from './report-data';
import { S3_INVENTORY } from '../../../services';
import { type Resource, Ternary, type Text, textOf, type Value } from '../../../template';
import {
  type Bucket, type DeclaredEncryption, type Key, type KeyReference, KeyReferenceKind, ObservedDeliveries, ObservedReplication, type Posture, usesKms,
} from '../../posture';
import { encryptionChoices } from '../../rules/internal';

const S3_ARN = /^arn:(?:[a-z-]+|\$\{AWS::Partition\}):s3:::/;

/** An arrow, with the path of the property that makes it: findings about the property are findings about the arrow. */
export interface Arrow extends EdgeData {
  readonly source: Resource;
  readonly property: string;
}

/** The buckets and keys of an app, what delivers to them, and what is between them. */
export class Graph {
  readonly nodes: NodeData[] = [];
  readonly arrows: Arrow[] = [];
  /** The nodes of resources, policies among them: those of the buckets that they belong to. */
  readonly byResource = new Map<Resource, number>();
  private readonly byName = new Map<string, number>();
  private readonly known = new Map<string, Arrow>();

  /** @param stackOf The place of a template among the stacks of the report. */
  constructor(private readonly posture: Posture, private readonly labels: Labels, private readonly stackOf: (resource: Resource) => number) {
    this.addBuckets();
    this.addOtherBuckets();
    this.addKeys();
    this.addDeliveries();
    this.addReplication();
  }

  private addBuckets(): void {
    const dataOf = bucketDataOf(this.posture);
    for (const bucket of this.posture.buckets) {
      const node = this.addResource('bucket', bucket.resource, { name: literal(bucket.resource.read('BucketName')), bucket: dataOf(bucket) });
      for (const { resource } of bucket.policies) { this.byResource.set(resource, node); }
    }
    for (const bucket of this.posture.bucketsElsewhere) {
      this.byResource.set(bucket.resource, this.bucketOutside(bucket.nameElsewhere, bucket.resource));
    }
  }

  /** Directory, table and vector buckets. What belongs to them, such as policies and vector indexes, has their boxes. */
  private addOtherBuckets(): void {
    const { kindBuckets, kindPolicies, vectorIndexes } = this.posture;
    const dataOf = kindDataOf(this.posture);
    for (const bucket of kindBuckets) {
      const { kind, resource } = bucket;
      this.addResource('bucket', resource, { name: literal(resource.read(NAMES[kind.title])), bucket: dataOf(bucket) });
    }
    const belongs = (resource: Resource, bucket: Resource | undefined, title: string, named: string | Text | undefined) => {
      const node = bucket && this.byResource.get(bucket);
      this.byResource.set(resource, node ?? this.bucketOutside(named === undefined ? undefined : nameInArn(named), resource, `${title} that these templates do not create`));
    };
    for (const policy of kindPolicies) {
      belongs(policy.policy.resource, policy.isOfTable ? tableBucketOf(this.posture, policy) : policy.bucket, policy.kind.title, policy.arn);
    }
    for (const { bucket, encryption, resource } of vectorIndexes) {
      // An index that declares nothing has the encryption of its bucket.
      if (!bucket && encryption.value === undefined) { continue; }
      const named = textOf(resource.read('VectorBucketArn') ?? resource.read('VectorBucketName'));
      belongs(resource, bucket?.resource, 'vector bucket', named);
    }
  }

  private addKeys(): void {
    for (const { isReplica, resource } of this.posture.keys) {
      this.addResource('key', resource, { detail: isReplica ? 'replica of a multi-Region key' : null });
    }
    for (const alias of this.posture.ofType('AWS::KMS::Alias')) {
      const node = this.keyNode(this.posture.keyOf(alias));
      if (node !== undefined) { this.byResource.set(alias, node); }
    }
    for (const bucket of this.posture.buckets) { this.addKeysOf(bucket, `${RULE}.ServerSideEncryptionByDefault.KMSMasterKeyID`); }
    const { kindBuckets, metadataTables, vectorIndexes } = this.posture;
    for (const { encryption } of kindBuckets) { this.addKeysOf(encryption, encryption.keyProperty); }
    for (const { encryption, resource } of vectorIndexes) {
      if (encryption.value !== undefined) { this.addKeysOf(encryption, encryption.keyProperty, `vector index ${this.labels.of(resource)}`); }
    }
    for (const { doubt, encryption, title } of metadataTables) { this.addKeysOf(encryption, encryption.keyProperty, title, doubt === undefined); }
  }

  /** @param what What is encrypted, if that is not the bucket. */
  private addKeysOf(encrypting: Bucket | DeclaredEncryption, property: string, what: string | null = null, isMade = true): void {
    const { resource } = encrypting;
    const choices = encryptionChoices(encrypting).filter(({ kms }) => kms !== Ternary.NO);
    for (const { algorithm, certain, key } of choices) {
      // Only general purpose buckets are encrypted with the AWS managed key where no key is named.
      const to = this.keyOf(key, resource, usesKms(algorithm) && resource.type === BUCKET && what === null);
      if (to === undefined) { continue; }
      const isCertain = isMade && certain && choices.length === 1 && usesKms(algorithm);
      this.addArrow(resource, to, 'encrypted-by', property, isCertain, what);
    }
  }

  private addDeliveries(): void {
    const deliveries = ObservedDeliveries.of(this.posture);
    for (const [target, delivered] of deliveries.byTarget) {
      const to = this.byResource.get(target.resource)!;
      for (const { isChoice, on, property, service, source } of delivered) {
        this.nodeOfSource(source, service.title);
        this.addArrow(source, to, service === S3_INVENTORY ? 'inventory-to' : 'logs-to', property, !isChoice && on === Ternary.YES, service.title);
      }
    }
    // Of what other resources deliver elsewhere, no bucket of the app is part.
    for (const { bucket, isChoice, on, property, service, source } of deliveries.elsewhere) {
      if (source.type !== BUCKET || !this.byResource.has(source)) { continue; }
      const to = this.bucketOutside(textOf(bucket), source);
      this.addArrow(source, to, service === S3_INVENTORY ? 'inventory-to' : 'logs-to', property, !isChoice && on === Ternary.YES, service.title);
    }
  }

  private addReplication(): void {
    for (const { rules, source } of ObservedReplication.allOf(this.posture)) {
      for (const rule of rules) {
        const { destination, destinationValue } = rule;
        const to = destination ? this.byResource.get(destination.resource)! : this.bucketOutside(textOf(destinationValue), source.resource);
        const keys = rule.replicaKeys.map((key) => (key.key ? this.labels.of(key.key.resource) : key.toString())).join(' or ');
        const detail = keys === KeyReferenceKind.NONE ? null : `replicas encrypted with ${keys}`;
        this.addArrow(source.resource, to, 'replicates-to', rule.destinationPath, !rule.isChoice, detail);
      }
    }
  }

  /** What a resource has that delivers logs or reports: a bucket of the app, or a node of its own. */
  private nodeOfSource(source: Resource, title: string): void {
    if (!this.byResource.has(source)) { this.addResource('service', source, { detail: title }); }
  }

  private keyOf(reference: KeyReference, resource: Resource, kms: boolean): number | undefined {
    if (reference.key) { return this.keyNode(reference.key); }
    switch (reference.kind) {
      case KeyReferenceKind.UNKNOWN: return undefined;
      // Nothing is named, and it is not known whether a key is used at all.
      case KeyReferenceKind.NONE: return kms ? this.awsManagedKey(resource) : undefined;
      case KeyReferenceKind.AWS_MANAGED: return this.awsManagedKey(resource);
      default: {
        // What names a key by its id or alias means one of the bucket's own account and Region.
        const { account, region } = resource.environment;
        return this.outside('outside-key', reference.toString(), {
          account: reference.account ?? account ?? null, region: reference.region ?? region ?? null, detail: 'not created by these templates',
        });
      }
    }
  }

  private keyNode(key: Key | undefined): number | undefined {
    return key && this.byResource.get(key.resource);
  }

  /** There is one for each account and Region. */
  private awsManagedKey({ environment: { account, region } }: Resource): number {
    return this.outside('outside-key', 'aws/s3', { account: account ?? null, region: region ?? null, detail: 'AWS managed key' });
  }

  private bucketOutside(name: string | Text | undefined, from: Resource, detail = 'not created by these templates'): number {
    const text = name?.toString().replace(S3_ARN, '');
    return text === undefined
      ? this.outside('outside-bucket', 'bucket not known', { detail: 'The name is known at deployment only' }, from)
      : this.outside('outside-bucket', text, { detail });
  }

  /** @param of Whose it is, where the name does not tell which one is meant. */
  private outside(kind: NodeData['kind'], name: string, more: Partial<NodeData>, of?: Resource): number {
    const identity = JSON.stringify([kind, name, more.account, more.region, more.detail, of?.template, of?.logicalId]);
    const before = this.byName.get(identity);
    if (before !== undefined) { return before; }
    const nothing = { logicalId: null, constructPath: null, detail: null };
    const node = this.nodes.push({ kind, stack: null, label: name, name: of ? null : name, ...nothing, ...more }) - 1;
    this.byName.set(identity, node);
    return node;
  }

  private addResource(kind: NodeData['kind'], resource: Resource, more: Partial<NodeData>): number {
    const constructPath = this.labels.constructPathOf(resource) ?? null;
    const { logicalId } = resource;
    const node = this.nodes.push({
      kind, stack: this.stackOf(resource), label: labelOf(constructPath, logicalId), logicalId, constructPath, name: null, detail: null, ...more,
    }) - 1;
    this.byResource.set(resource, node);
    return node;
  }

  private addArrow(source: Resource, to: number, kind: EdgeKind, property: string, certain: boolean, detail: string | null = null): void {
    const from = this.byResource.get(source)!;
    const identity = JSON.stringify([from, to, kind, source.template, source.logicalId]);
    const before = this.known.get(identity);
    // Several rules or prefixes are one arrow for each property that findings name.
    if (before?.property === property) { return; }
    const arrow = { from, to, kind, certain, detail, source, property };
    this.known.set(identity, arrow);
    this.arrows.push(arrow);
  }
}

const BUCKET = 'AWS::S3::Bucket';
const RULE = 'Properties.BucketEncryption.ServerSideEncryptionConfiguration.0';

function literal(value: Value | undefined): string | null {
  return textOf(value ?? null)?.toString() ?? null;
}

const NAMES = { 'directory bucket': 'BucketName', 'table bucket': 'TableBucketName', 'vector bucket': 'VectorBucketName' } as const;
