import type { Bucket } from './bucket';
import { accountOf, regionOf } from './environment';
import type { KeyReference } from './key-reference';
import type { Posture } from './posture';
import type { Role } from './role';
import { Principal } from '../../policy-evaluation';
import { ABSENT, at, Hole, isAbsent, isMap, isUnknown, known, memo, not, oneOf, optionsOf, sameText, Ternary, Text, textOf, type Value, type ValueMap } from '../../template';

const CONFIGURATION = 'ReplicationConfiguration';

/** Stands for the rest of the key of every object that a rule replicates. */
export const ANY_OBJECT = new Hole('the key of an object that is replicated');

/** What a bucket replicates, and in whose name. */
export class ObservedReplication {
  /** What every bucket of the app replicates, in one pass. */
  static readonly allOf = memo((posture: Posture): readonly ObservedReplication[] => posture.buckets.flatMap((bucket) => {
    const configuration = bucket.resource.read(CONFIGURATION);
    if (isAbsent(configuration)) { return []; }
    // Where there may be none, what matters is what there is if there is one.
    const there = optionsOf(configuration).filter((option) => option !== ABSENT);
    return there.length === 0 ? [] : [new ObservedReplication(posture, bucket, oneOf(there), there.length > 1 || there[0] !== configuration)];
  }));

  /** The path of a property of the configuration, as findings show it. */
  static path(...path: string[]): string {
    return ['Properties', CONFIGURATION, ...path].join('.');
  }

  /** The rules that are enabled, or may be: one for each form and each destination that a choice leaves open. */
  readonly rules: readonly ReplicationRule[];
  /** Why it cannot be determined which rules there are; nothing if it can. */
  readonly unreadable: Value | undefined;
  /** The algorithm of the source's default encryption. */
  readonly algorithm: Value | undefined;
  readonly account: string | Text;
  readonly region: string | Text;
  /** The role, if it is one of the app's. */
  readonly role: Role | undefined;
  private caller: Principal | undefined;

  private constructor(
    readonly posture: Posture,
    readonly source: Bucket,
    private readonly configuration: Value,
    /** Whether conditions decide if there is one, or which: they may decide about other properties, too. */
    readonly isChoice: boolean,
  ) {
    this.algorithm = source.algorithm;
    this.account = accountOf(source.resource);
    this.region = regionOf(source.resource);
    this.role = posture.roleAt(this.roleValue, source.resource);
    const lists = optionsOf(at(configuration, 'Rules') ?? []);
    const entries = lists.flatMap((list) => (Array.isArray(list) ? [...list.entries()] : []))
      .flatMap(([index, entry]) => optionsOf(entry).map((option) => [index, option, isChoice || lists.length > 1 || option !== entry] as const));
    this.unreadable = lists.find(isUnknown) ?? entries.map(([, entry]) => entry).find(isUnknown);
    this.rules = entries.flatMap(([index, entry, chosen]) => (isMap(entry) ? this.rulesOf(index, entry, chosen) : []));
  }

  get roleValue(): Value | undefined { return at(this.configuration, 'Role'); }

  /** Whom S3 acts as: it assumes the role, which is one of the account that has the bucket. */
  get principal(): Principal {
    this.caller ??= this.readPrincipal();
    return this.caller;
  }

  private readPrincipal(): Principal {
    if (this.role) { return Principal.role(this.role.arn); }
    const text = textOf(this.roleValue);
    return text === undefined ? Principal.someone(this.account) : Principal.role(text, fieldOfArn(text, 4) ?? this.account);
  }

  private rulesOf(index: number, entry: ValueMap, chosen: boolean): ReplicationRule[] {
    if (!optionsOf(entry.Status).some((status) => status === 'Enabled' || isUnknown(status) || status instanceof Text)) { return []; }
    const targets = optionsOf(entry.Destination).filter((target) => !isAbsent(target));
    return targets.flatMap((target) => {
      const buckets = optionsOf(at(target, 'Bucket') ?? ABSENT).filter((bucket) => !isAbsent(bucket));
      const isChoice = chosen || targets.length > 1 || buckets.length > 1;
      return buckets.map((bucket) => new ReplicationRule(this, ObservedReplication.path('Rules', String(index)), entry, target, bucket, isChoice));
    });
  }
}

/** One rule with one destination. */
export class ReplicationRule {
  /** The destination, if it is one of the app's. */
  readonly destination: Bucket | undefined;
  /** The status of `SourceSelectionCriteria.SseKmsEncryptedObjects`. */
  readonly kmsObjects: Value | undefined;
  /** `ReplicaKmsKeyID`. */
  readonly replicaKmsKeyId: Value | undefined;
  readonly destinationArn: string | Text;
  private references: readonly KeyReference[] | undefined;
  private readonly objectArns = new Map<string | Text, string | Text>();

  constructor(
    readonly replication: ObservedReplication,
    private readonly property: string,
    private readonly entry: ValueMap,
    private readonly target: Value,
    private readonly bucket: Value,
    /** Whether conditions decide if it is there, or what it says: they may decide about other properties, too. */
    readonly isChoice: boolean,
    /** The key of the object that is asked about; some object unless said otherwise. */
    private readonly objectKey?: string | Text,
  ) {
    this.destination = replication.posture.bucketAt(bucket, replication.source.resource);
    this.destinationArn = this.destination?.arn ?? textOf(bucket) ?? Text.of(new Hole(`${replication.source.resource.template}/${replication.source.resource.logicalId}/${this.destinationPath}`, `{${this.destinationPath}}`));
    this.kmsObjects = at(entry, 'SourceSelectionCriteria', 'SseKmsEncryptedObjects', 'Status');
    this.replicaKmsKeyId = at(target, 'EncryptionConfiguration', 'ReplicaKmsKeyID');
  }

  get source(): Bucket { return this.replication.source; }

  /** How the rule names the key of its replicas: one way, or one for each branch of a choice. */
  get replicaKeys(): readonly KeyReference[] {
    this.references ??= this.replication.posture.keyReferences(this.replicaKmsKeyId, this.source.resource);
    return this.references;
  }

  /** The account that the rule says the destination belongs to. */
  get account(): Value | undefined { return at(this.target, 'Account'); }

  /** Whether the owner of the destination shall own the replicas. */
  get accessControlTranslation(): Value | undefined { return at(this.target, 'AccessControlTranslation'); }

  /** Whether objects with KMS keys are replicated, as far as the rule goes. */
  get replicatesKmsObjects(): boolean {
    return optionsOf(this.kmsObjects ?? []).some((status) => status === 'Enabled' || isUnknown(status) || status instanceof Text);
  }

  /** Whether delete markers are replicated: rules without `Filter`, which are of the first version, always do. */
  get replicatesDeletes(): boolean {
    return !Object.hasOwn(this.entry, 'Filter') || at(this.entry, 'DeleteMarkerReplication', 'Status') === 'Enabled';
  }

  /** The account of the destination, as far as it is known. */
  get destinationAccount(): string | Text | undefined {
    return this.destination ? accountOf(this.destination.resource) : textOf(this.account);
  }

  /** The Region of the destination, if it is one of the app's. */
  get destinationRegion(): string | Text | undefined {
    return this.destination && regionOf(this.destination.resource);
  }

  /** Whether source and destination belong to different accounts. */
  get acrossAccounts(): Ternary {
    const stacks = this.destination ? different(this.replication.account, this.destinationAccount) : Ternary.UNKNOWN;
    return stacks === Ternary.UNKNOWN ? different(this.replication.account, textOf(this.account)) : stacks;
  }

  /** What the keys of the objects that it replicates begin with. */
  get prefix(): string | Text {
    const prefix = at(this.entry, 'Filter', 'Prefix') ?? at(this.entry, 'Filter', 'And', 'Prefix') ?? at(this.entry, 'Prefix') ?? '';
    return textOf(prefix) ?? Text.of(new Hole(`${this.source.resource.template}/${this.source.resource.logicalId}/${this.path('Prefix')}`, '{Prefix}'));
  }

  /** The ARN of every object that the rule replicates, in the source or in the destination. */
  objectArn(bucketArn: string | Text): string | Text {
    let arn = this.objectArns.get(bucketArn);
    if (arn === undefined) {
      arn = Text.of(bucketArn, '/', this.objectKey ?? this.someKey());
      this.objectArns.set(bucketArn, arn);
    }
    return arn;
  }

  /** The rule as it is for one object that it replicates. */
  forObject(key: string | Text): ReplicationRule {
    return new ReplicationRule(this.replication, this.property, this.entry, this.target, this.bucket, this.isChoice, key);
  }

  private someKey(): string | Text {
    const { prefix } = this;
    // Policies narrow a prefix to a folder as often as they open it with a star.
    const separator = prefix === '' || (typeof prefix === 'string' && prefix.endsWith('/')) ? '' : '/';
    return Text.of(prefix, separator, ANY_OBJECT);
  }

  /** The path of a property of the rule, as findings show it. */
  path(...path: string[]): string { return [this.property, ...path].join('.'); }

  get destinationPath(): string { return this.path('Destination', 'Bucket'); }

  /** What the rule names the destination by. */
  get destinationValue(): Value { return this.bucket; }

  /** For messages: the logical id of the destination, or what the rule calls it. */
  get destinationName(): string {
    return this.destination?.resource.logicalId ?? textOf(this.bucket)?.toString() ?? 'that is not known';
  }
}

/** A field of an ARN. What is not known of an ARN is within a field. */
export function fieldOfArn(text: string | Text, index: number): string | Text | undefined {
  const fields: (string | Hole)[][] = [[]];
  for (const part of typeof text === 'string' ? [text] : text.parts) {
    const [first, ...others] = typeof part === 'string' ? part.split(':') : [part];
    fields[fields.length - 1].push(first);
    fields.push(...others.map((other) => [other]));
  }
  const field = fields[0][0] === 'arn' && fields.length >= 6 ? Text.of(...fields[index]) : '';
  return field === '' ? undefined : field;
}

function different(here: string | Text, there: string | Text | undefined): Ternary {
  const same = there === undefined ? undefined : sameText(here, there);
  return same === undefined ? Ternary.UNKNOWN : not(known(same));
}
