import { CfnResource, type aws_kms as kms, aws_s3 as s3, Stack, Token } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { namesIn, nameText } from './name-text';
import { PolicyFacts } from './policy-facts';
import { bucketsReportedTo } from './report-calls';
import { valuesAt } from './values-at';
import { namedByLogs, namedByWriter, type NamedKey } from './writer-encryption';
import { isBucket, MarkedReferences, type MarkedResource } from '../../cdk';
import { isAttached, isInTree } from '../../policy';
import { EACH, LOG_SERVICES, type LogResource, type LogService, RESOURCE, WRITER_SERVICES, type WriterResource, type WriterService } from '../../services';

/** Something in the app that names a bucket. */
export interface BucketUse {
  /** What is written, as in "gets ...". */
  readonly what: string;
  readonly source: CfnResource;
}

/** Objects that a service writes with an encryption that its own configuration names. */
export interface NamingUse extends BucketUse, NamedKey {
  /** The service principal that writes, where the configuration names no role. */
  readonly servicePrincipal?: string;
}

const REPLICATED: LogResource = { type: 'AWS::S3::Bucket', within: ['ReplicationConfiguration', 'Rules', EACH], bucket: ['Destination', 'Bucket'] };

// docs/decisions/0106
/**
 * What an app says of its buckets, wherever it says so: which of them get logs or replicas, who writes to them with an encryption
 * of its own choice, and what their policies say.
 *
 * It is read from constructs, before templates are written, and errs on the side of caution: what may be a target counts as one,
 * also where it is turned off, or where a condition chooses.
 */
export class BucketUses {
  private readonly deliveries = new Map<s3.CfnBucket, BucketUse[]>();
  private readonly writes = new Map<s3.CfnBucket, NamingUse[]>();
  private readonly policies = new Map<s3.CfnBucket, PolicyFacts[]>();
  private readonly buckets: readonly s3.CfnBucket[];
  /** By literal names, and by computed ones, which mean something in one stack only. */
  private readonly byName = new Map<Stack | undefined, Map<string, s3.CfnBucket>>();
  private readonly references = new MarkedReferences();

  /** @param root The app */
  constructor(private readonly root: IConstruct) {
    const resources = root.node.findAll().filter(CfnResource.isCfnResource).filter(isInTree);
    this.buckets = resources.filter(isBucket);
    for (const bucket of this.buckets) { this.readName(bucket); }
    for (const resource of resources) { this.read(resource); }
  }

  /** The logs, reports and replicas that a bucket gets. */
  public deliveriesTo(bucket: s3.CfnBucket): readonly BucketUse[] {
    return this.deliveries.get(bucket) ?? [];
  }

  /** The objects that services write to a bucket, with the encryption that each of them names. */
  public writesTo(bucket: s3.CfnBucket): readonly NamingUse[] {
    return this.writes.get(bucket) ?? [];
  }

  /** What policies of a bucket say, wherever they stand. */
  public policiesOf(bucket: s3.CfnBucket): readonly PolicyFacts[] {
    return this.policies.get(bucket) ?? [];
  }

  /** The buckets that get something and encrypt with a key, or may do so. */
  public targetsWithKey(key: kms.CfnKey): s3.CfnBucket[] {
    const mark = this.references.markOf(key);
    return [...this.deliveries.keys()].filter((bucket) => JSON.stringify(this.references.resource(bucket).Properties?.BucketEncryption ?? '').includes(mark));
  }

  /** The documents that a key policy can be. */
  public keyPolicies(key: kms.CfnKey): unknown[] {
    return valuesAt(this.references.resource(key).Properties, ['KeyPolicy']);
  }

  /** The constructs to which a part of what was read here refers. */
  public referredBy(value: unknown): IConstruct[] {
    return this.references.referredBy(value);
  }

  /** The elements of templates that refer to a construct, apart from what is in a part of the tree. */
  public referrersTo(construct: IConstruct, except: IConstruct): IConstruct[] {
    const references = new MarkedReferences();
    const mark = references.markOf(construct);
    return this.root.node.findAll().filter((one): one is CfnResource => 'logicalId' in one && '_toCloudFormation' in one)
      .filter((one) => isInTree(one) && !one.node.scopes.includes(except) && JSON.stringify(references.rendered(one)).includes(mark));
  }

  private readName(bucket: s3.CfnBucket): void {
    const { bucketName } = bucket;
    if (bucketName === undefined) { return; }
    const where = Token.isUnresolved(bucketName) ? Stack.of(bucket) : undefined;
    const name = where ? nameText(this.references.resource(bucket).Properties?.BucketName) : bucketName;
    this.byName.set(where, (this.byName.get(where) ?? new Map<string, s3.CfnBucket>()).set(name, bucket));
  }

  private read(resource: CfnResource): void {
    const { cfnResourceType: type } = resource;
    if (!READ.has(type)) { return; }
    const rendered = this.references.resource(resource);
    if (type === 'AWS::S3::BucketPolicy') {
      for (const bucket of this.named(resource, rendered.Properties?.Bucket)) {
        add(this.policies, bucket, new PolicyFacts(resource, rendered, canHaveStatements(resource, bucket)));
      }
    }
    for (const [service, log] of LOGS.get(type) ?? []) { this.readLog(resource, rendered, service, log); }
    for (const [service, writer] of WRITERS.get(type) ?? []) { this.readWriter(resource, rendered, service, writer); }
    for (const bucket of bucketsReportedTo(rendered).flatMap((value) => this.named(resource, value))) {
      add(this.deliveries, bucket, { what: 'reports of S3 Batch Operations', source: resource });
    }
  }

  private readLog(resource: CfnResource, { Properties }: MarkedResource, service: LogService | undefined, log: LogResource): void {
    for (const branch of valuesAt(Properties, log.within ?? [])) {
      const values = valuesAt(branch, log.bucket);
      const buckets = values.length === 0 && log.toItself && isBucket(resource) ? [resource] : values.flatMap((value) => this.named(resource, value));
      for (const bucket of buckets) {
        add(this.deliveries, bucket, { what: service?.title ?? 'replicas', source: resource });
        const named = service && namedByLogs(service, log.kmsKey !== undefined && valuesAt(branch, log.kmsKey).length > 0);
        if (named) { add(this.writes, bucket, { what: service.title, source: resource, named }); }
      }
    }
  }

  private readWriter(resource: CfnResource, { Properties }: MarkedResource, { principal }: WriterService, writer: WriterResource): void {
    for (const branch of valuesAt(Properties, writer.within ?? [])) {
      const servicePrincipal = namesRole(writer, branch, Properties) ? undefined : principal;
      for (const bucket of valuesAt(branch, writer.bucket).flatMap((value) => this.named(resource, value))) {
        const named = namedByWriter(writer, branch, Properties, (value) => this.references.referredBy(value));
        add(this.writes, bucket, { what: writer.what, source: resource, servicePrincipal, ...named });
      }
    }
  }

  /** The buckets that a value can mean: by a reference, by a logical ID of the same template, or by a name. */
  private named(source: CfnResource, value: unknown): s3.CfnBucket[] {
    if (value === undefined) { return []; }
    const text = JSON.stringify(value);
    const ids = [...text.matchAll(LOGICAL_ID)].flatMap(([, ...groups]) => groups.filter((id) => id !== undefined));
    const stack = Stack.of(source);
    const names = namesIn(nameText(value));
    const byName = [this.byName.get(undefined), this.byName.get(stack)];
    const hasId = (bucket: s3.CfnBucket) => Stack.of(bucket) === stack && ids.includes(stack.resolve(bucket.logicalId) as string);
    return [...new Set([
      ...this.references.referredBy(value).filter(isBucket),
      ...byName.flatMap((known) => names.flatMap((name) => known?.get(name) ?? [])),
      ...ids.length === 0 ? [] : this.buckets.filter(hasId),
    ])];
  }
}

/** What refers to a resource in plain JSON, which CDK does not know as a reference. */
const LOGICAL_ID = /"Ref":"(\w+)"|"Fn::GetAtt":(?:\["(\w+)"|"(\w+)\.)|\$\{(\w+)[.}]/g;

/** Whether `addToBucketPolicy()` finds a policy. */
function canHaveStatements(policy: CfnResource, bucket: s3.CfnBucket): boolean {
  return s3.CfnBucketPolicy.isCfnBucketPolicy(policy) && Stack.of(policy) === Stack.of(bucket) && isAttached(policy, bucket);
}

function add<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  map.set(key, [...map.get(key) ?? [], value]);
}

/** Whether the configuration names the role that writes. */
function namesRole({ role: [steps] = [] }: WriterResource, branch: unknown, properties: unknown): boolean {
  if (steps === undefined) { return false; }
  const values = steps[0] === RESOURCE ? valuesAt(properties, steps.slice(1)) : valuesAt(branch, steps);
  return values.length > 0;
}

function byType<Entry>(entries: readonly (readonly [type: string, entry: Entry])[]): ReadonlyMap<string, readonly Entry[]> {
  const map = new Map<string, Entry[]>();
  for (const [type, entry] of entries) { add(map, type, entry); }
  return map;
}

const LOGS = byType<readonly [LogService | undefined, LogResource]>([
  ...LOG_SERVICES.flatMap((service) => service.resources.map((log) => [log.type, [service, log]] as const)),
  [REPLICATED.type, [undefined, REPLICATED]],
]);
const WRITERS = byType<readonly [WriterService, WriterResource]>(
  WRITER_SERVICES.flatMap((service) => service.resources.map((resource) => [resource.type, [service, resource]] as const)),
);

/** The types of resources that say something of buckets. */
const READ = new Set(['AWS::S3::BucketPolicy', 'Custom::AWS', 'Custom::S3BatchOperationsJob', ...LOGS.keys(), ...WRITERS.keys()]);
