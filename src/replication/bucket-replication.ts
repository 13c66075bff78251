import { type aws_iam as iam, type aws_kms as kms, type interfaces, Lazy, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { refusal } from '../cdk';
import type { BucketReplicationRule } from './bucket-replication-rule';
import { assertShape } from '../shapes';
import { ExistingObjects } from './private/existing-objects';
import { Replicator } from './private/replicator';
import { BUCKET_REPLICATION_PROPS, BUCKET_REPLICATION_RULE, REPLICATE_EXISTING_OPTIONS } from './private/shapes';
import type { ReplicateExistingOptions } from './replicate-existing-options';
import { Replication } from './replication';
import type { ReplicationRoleTrust } from './replication-role-trust';

/**
 * Properties of a `BucketReplication`.
 */
export interface BucketReplicationProps {
  /**
   * The bucket whose objects are replicated: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket of the same stack.
   *
   * Its default encryption is read when the replication is made: set it before.
   */
  readonly source: interfaces.aws_s3.IBucketRef;

  /** What is replicated where. More rules can be added with `addRule()`. */
  readonly rules: BucketReplicationRule[];

  /**
   * Keys with which objects of the source are encrypted besides the key of its default encryption and the keys that it accepts
   * (`UploadEncryption.bucketDefault({ acceptedKeys })`).
   *
   * For example a former key that is no longer accepted. Objects under any other key fail to replicate.
   *
   * @default - none
   */
  readonly sourceKeys?: kms.IKey[];

  /**
   * The name of the role that S3 assumes. Give one where another account has to know it: see `ReplicationAccess`.
   *
   * @default - a name made from the place in the app and the Region
   */
  readonly roleName?: string;

  /**
   * For whom S3 may assume the role.
   *
   * @default ReplicationRoleTrust.ANY_SOURCE
   */
  readonly trust?: ReplicationRoleTrust;
}

/**
 * Replicates the objects of a bucket, whatever they are encrypted with.
 *
 * From the encryption of the buckets follow the configuration (`SseKmsEncryptedObjects` and the key of the replicas)
 * and the rights of the role: for each bucket, its objects, and its key through S3 of its Region, for that bucket only.
 * In other accounts of the app, the policies of the bucket and its key allow the role by its name, so that a destination
 * can always be deployed before its source.
 *
 * Only objects that are uploaded later are replicated, unless `replicateExisting()` is called.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html
 * @example
 * const replicas = new EncryptedBucket(this, 'Replicas');
 * const source = new EncryptedBucket(this, 'Source');
 * new BucketReplication(this, 'Replication', {
 *   source,
 *   rules: [{ destination: ReplicationDestination.bucket(replicas), prefix: 'orders/' }],
 * });
 */
export class BucketReplication extends Replication {
  /** The role that S3 assumes to replicate. */
  public readonly role: iam.IRole;

  /** The name of the role, known before it exists. */
  public readonly roleName: string;

  /** The bucket whose objects are replicated. */
  public readonly replicatedBuckets: interfaces.aws_s3.IBucketRef[];

  private readonly replicator: Replicator;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if S3 would refuse the replication, or take it and replicate nothing: an unversioned side, a bucket onto itself,
   * KMS objects without a key for their replicas, a key that cannot serve, rules that contradict each other
   */
  constructor(scope: Construct, id: string, props: BucketReplicationProps) {
    super(scope, id);
    assertShape(this.node.path, props, BUCKET_REPLICATION_PROPS);
    this.replicatedBuckets = [props.source];
    this.replicator = new Replicator(this, props);
    this.role = this.replicator.role;
    this.roleName = this.replicator.roleName;
    this.configureSource();
    for (const rule of props.rules) { this.addRule(rule); }
    this.node.addValidation({ validate: () => this.withoutRules() });
  }

  /** The ids of the rules, in the order in which they were added. */
  public get ruleIds(): string[] {
    return this.replicator.rules.map(({ id }) => id);
  }

  /**
   * Adds a rule.
   *
   * @param rule What is replicated where
   * @returns the id of the rule
   * @throws if S3 would refuse the rule, or take it and replicate nothing
   */
  public addRule(rule: BucketReplicationRule): string {
    assertShape(this.node.path, rule, BUCKET_REPLICATION_RULE);
    return this.replicator.addRule(rule).id;
  }

  /**
   * Replicates the objects that are in the bucket already: starts a job of S3 Batch Operations at deployment, which
   * replicates what the rules select.
   *
   * The job starts once. It starts again if its properties or the destinations of the rules change; pass another description
   * to repeat it. It is cancelled when it is removed from the app, unless it has ended. S3 pauses neither deployment nor
   * uploads for it. Give a bucket whose replication is new or has changed some minutes before: S3 advises to wait until the
   * configuration is known everywhere, and the job finds too few objects if it is not.
   *
   * Objects in S3 Glacier Flexible Retrieval and Deep Archive are not replicated, nor are versions that were deleted in the
   * destination.
   *
   * @param options Which objects, and where the completion report goes
   * @returns the id of the job, known once it is started
   * @throws if called twice, or if the options contradict what S3 takes
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
   */
  public replicateExisting(options: ReplicateExistingOptions): string {
    assertShape(this.node.path, options, REPLICATE_EXISTING_OPTIONS);
    return new ExistingObjects(this.replicator, options).jobId;
  }

  /**
   * The role, the source, and the rules with their destinations, for what stands on replication.
   *
   * @internal
   */
  public get _replicators(): readonly Replicator[] {
    return [this.replicator];
  }

  private configureSource(): void {
    const { resource, stack, path } = this.replicator.source;
    if (stack !== Stack.of(this)) {
      throw refusal(this,
        `bucket ${path} is in stack ${stack.node.path}, but its replication in ${Stack.of(this).node.path}: `
        + 'each of the two stacks would wait for the other',
        'make the BucketReplication in the stack of its source');
    }
    resource.replicationConfiguration = Lazy.any({ produce: () => this.replicator.configuration() });
  }

  private withoutRules(): string[] {
    return this.replicator.rules.length > 0 ? [] : ['the replication has no rule, which S3 rejects. Fix: give rules, or add one with addRule().'];
  }
}
