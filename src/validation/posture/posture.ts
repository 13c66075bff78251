import { Bucket } from './bucket';
import { BucketElsewhere } from './bucket-elsewhere';
import { BucketPolicy } from './bucket-policy';
import type { FileSystem } from './file-system';
import { Key } from './key';
import { KeyReference } from './key-reference';
import type { KindBucket, KindPolicy, MetadataTable, VectorIndex } from './kind-bucket';
import { Answers } from './private/answers';
import { attachedPolicies, ROLES, USERS } from './private/attached-policies';
import { fileSystemsOf } from './private/file-systems';
import { changerOfKeyPolicy } from './private/key-policy-changers';
import { kindBucketsOf, kindPoliciesOf, metadataTablesOf, vectorIndexesOf } from './private/kind-buckets';
import { isKnownName } from './private/known-name';
import { isMade } from './private/made';
import { makerOfUnseen } from './private/unseen-policies';
import { Role } from './role';
import { User } from './user';
import { type App, expanded, isUnknown, OneOf, optionsOf, type Resource, Text, textOf, type Value } from '../../template';

const BUCKET = 'AWS::S3::Bucket';
const BUCKET_POLICY = 'AWS::S3::BucketPolicy';
const BUCKET_NAME = ['Bucket'];
const ALIAS = 'AWS::KMS::Alias';

/**
 * The buckets, keys and roles of an app with what is attached to them.
 *
 * Made in one pass over the templates; what a question needs is indexed when it is first asked.
 */
export class Posture {
  static of(app: App): Posture {
    return new Posture(app);
  }

  readonly buckets: readonly Bucket[];
  /** Buckets that are not in the app, and whose policies are. */
  readonly bucketsElsewhere: readonly BucketElsewhere[];
  readonly keys: readonly Key[];

  private readonly readKeys: (value: Value | undefined, from: Resource) => readonly KeyReference[];
  private readonly bucketIndex: ReadonlyMap<Resource, Bucket>;
  private readonly keyIndex: ReadonlyMap<Resource, Key>;
  private roleIndex: ReadonlyMap<Resource, Role> | undefined;
  private userIndex: ReadonlyMap<Resource, User> | undefined;
  private kinds: readonly KindBucket[] | undefined;
  private ofKinds: readonly KindPolicy[] | undefined;
  private indexes: readonly VectorIndex[] | undefined;
  private metadata: readonly MetadataTable[] | undefined;
  private files: readonly FileSystem[] | undefined;

  private constructor(readonly app: App) {
    this.readKeys = (value, from) => this.keyReferences(value, from);
    this.keys = [...app.ofType('AWS::KMS::Key'), ...app.ofType('AWS::KMS::ReplicaKey')].filter(isMade).map((resource) => new Key(resource, () => changerOfKeyPolicy(this, resource)));
    this.keyIndex = new Map(this.keys.map((key) => [key.resource, key]));
    const elsewhere = new Map<Resource, string | Text | undefined>();
    this.buckets = this.readBuckets(elsewhere);
    const answers = new Answers();
    this.bucketsElsewhere = [...elsewhere].map(([policy, name]) => new BucketElsewhere(policy, name, answers));
    this.bucketIndex = new Map(this.buckets.map((bucket) => [bucket.resource, bucket]));
  }

  /** Directory, table and vector buckets. */
  get kindBuckets(): readonly KindBucket[] {
    return this.kinds ??= kindBucketsOf(this.app, this.kindPolicies, this.readKeys);
  }

  /** Their policies, and those of tables. */
  get kindPolicies(): readonly KindPolicy[] {
    return this.ofKinds ??= kindPoliciesOf(this.app);
  }

  /** Vector indexes. */
  get vectorIndexes(): readonly VectorIndex[] {
    return this.indexes ??= vectorIndexesOf(this.app, this.kindBuckets, this.readKeys);
  }

  /** The tables of S3 Metadata. */
  get metadataTables(): readonly MetadataTable[] {
    return this.metadata ??= metadataTablesOf(this.buckets, this.readKeys);
  }

  /** The file systems of S3 Files. */
  get fileSystems(): readonly FileSystem[] {
    return this.files ??= fileSystemsOf(this, this.readKeys);
  }

  /** The buckets of every kind, for those who count them. */
  get allBuckets(): readonly { readonly resource: Resource }[] {
    return [...this.buckets, ...this.kindBuckets];
  }

  /** Resources of a type that are made, or may be. */
  ofType(type: string): readonly Resource[] {
    return this.app.ofType(type).filter(isMade);
  }

  /** The bucket of the app that a value stands for: its name, its ARN. */
  bucketAt(value: Value | undefined, from?: Resource): Bucket | undefined {
    const resource = this.app.resourceAt(value, { from, type: BUCKET });
    return resource && this.bucketIndex.get(resource);
  }

  /** How a property names a KMS key. */
  keyReferences(value: Value | undefined, from: Resource): readonly KeyReference[] {
    return KeyReference.of(this.app, value, from, (resource) => this.keyOf(resource));
  }

  /** The role of the app that a value stands for: its name, its ARN. */
  roleAt(value: Value | undefined, from?: Resource): Role | undefined {
    const resource = this.app.resourceAt(value, { from, type: ROLES.type });
    return resource && this.rolesByResource.get(resource);
  }

  /** The user of the app that a value stands for: its name, its ARN. */
  userAt(value: Value | undefined, from?: Resource): User | undefined {
    const resource = this.app.resourceAt(value, { from, type: USERS.type });
    return resource && this.usersByResource.get(resource);
  }

  /** The roles and users of the app. */
  get identities(): readonly (Role | User)[] {
    return [...this.rolesByResource.values(), ...this.usersByResource.values()];
  }

  /** The key that a resource makes, or to which an alias leads. */
  keyOf(resource: Resource | undefined): Key | undefined {
    if (resource?.type !== ALIAS) { return resource && this.keyIndex.get(resource); }
    const target = this.app.resourceAt(resource.read('TargetKeyId'), { from: resource });
    return target && this.keyIndex.get(target);
  }

  private get rolesByResource(): ReadonlyMap<Resource, Role> {
    this.roleIndex ??= new Map([...attachedPolicies(this.app, ROLES)].map(([role, attached]) => [role, new Role(role, attached)]));
    return this.roleIndex;
  }

  private get usersByResource(): ReadonlyMap<Resource, User> {
    this.userIndex ??= new Map([...attachedPolicies(this.app, USERS)].map(([user, attached]) => [user, new User(user, attached)]));
    return this.userIndex;
  }

  /**
   * @param elsewhere Gets the policies of buckets that are not in the app, with the names of the buckets.
   */
  private readBuckets(elsewhere: Map<Resource, string | Text | undefined>): readonly Bucket[] {
    const hasBuckets = this.ofType(BUCKET).length > 0;
    const policies = new Map<Resource, BucketPolicy[]>();
    const unattached = new Map<string, Resource>();
    for (const resource of this.ofType(BUCKET_POLICY)) {
      const direct = resource.referredTo(BUCKET_NAME);
      const name = direct?.type === BUCKET ? undefined : resource.read('Bucket');
      const bucket = direct?.type === BUCKET ? direct : this.app.resourceAt(name, { from: resource, type: BUCKET });
      if (!bucket && (!hasBuckets || this.isElsewhere(name, resource))) { elsewhere.set(resource, textOf(name)); }
      if (bucket) {
        append(policies, bucket, new BucketPolicy(resource));
      } else if (name === undefined || isUnknown(name) || name instanceof OneOf) {
        if (!unattached.has(resource.template)) { unattached.set(resource.template, resource); }
      }
    }
    const answers = new Answers(this.app.uses);
    const unseen = ({ template }: Resource) => {
      const whose = unattached.get(template);
      if (whose) { return `it is not known to which bucket the policy ${whose.logicalId} belongs`; }
      const maker = this.unseenIn(template, BUCKET_POLICY);
      return maker && `${maker} may make a policy for the bucket at deployment`;
    };
    return this.ofType(BUCKET).map((resource) => new Bucket(
      resource,
      policies.get(resource) ?? [],
      policies.has(resource) ? undefined : unseen(resource),
      this.readKeys,
      answers,
    ));
  }

  /**
   * Whether a name that leads to no bucket of the app is that of a bucket elsewhere, as far as can be determined: it is not if one of the
   * things that it can be leads to one, or if nothing stands for it in the policy.
   */
  private isElsewhere(name: Value | undefined, from: Resource): boolean {
    if (isKnownName(name)) { return true; }
    if (name === undefined || textOf(name) === undefined) { return false; }
    const names = optionsOf(name).map(textOf).flatMap((text) => (text === undefined ? [] : optionsOf(expanded(text))));
    return names.every((one) => this.app.resourceAt(one, { from, type: BUCKET }) === undefined);
  }

  /** What in a template may make resources of these types that are not seen. */
  private unseenIn(template: string, ...types: string[]): string | undefined {
    const home = this.app.template(template);
    return home && makerOfUnseen(types, home);
  }
}

function append<K, V>(map: Map<K, V[]>, entry: K, value: V): void {
  const values = map.get(entry);
  if (values) { values.push(value); } else { map.set(entry, [value]); }
}
