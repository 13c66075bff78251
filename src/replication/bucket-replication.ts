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
   * The source bucket: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket, in the same stack as this construct.
   *
   * Its default encryption is read when this construct is created. Set the default encryption before that.
   */
  readonly source: interfaces.aws_s3.IBucketRef;

  /** The replication rules. You can add more rules with `addRule()`. */
  readonly rules: BucketReplicationRule[];

  /**
   * Additional KMS keys that objects in the source bucket are encrypted with, besides the key of its default encryption and the
   * keys that it accepts (`UploadEncryption.bucketDefault({ acceptedKeys })`).
   *
   * For example, a former key that is no longer accepted. Objects that are encrypted with any other key fail to replicate.
   *
   * @default - no additional keys
   */
  readonly sourceKeys?: kms.IKey[];

  /**
   * The name of the role that Amazon S3 assumes. Set a name if another account must refer to the role: see `ReplicationAccess`.
   *
   * @default - a name derived from the construct path and the Region
   */
  readonly roleName?: string;

  /**
   * The condition under which Amazon S3 can assume the role.
   *
   * @default ReplicationRoleTrust.ANY_SOURCE
   */
  readonly trust?: ReplicationRoleTrust;
}

/**
 * Replicates the objects of a bucket, including objects that are encrypted with AWS KMS.
 *
 * The replication configuration (`SseKmsEncryptedObjects` and the key of the replicas) and the permissions of the role are
 * derived from the encryption of the buckets. The role can access each bucket and its objects, and can use its key only through
 * Amazon S3 in the Region of the bucket, for that bucket only. If a destination is in another account of the app, its bucket
 * policy and key policy allow the role by name, so a destination can always be deployed before its source.
 *
 * Only objects that are uploaded after the replication is configured are replicated, unless you call `replicateExisting()`.
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
  /** The role that Amazon S3 assumes to replicate objects. */
  public readonly role: iam.IRole;

  /** The name of the role, which is known before the role is created. */
  public readonly roleName: string;

  /** The source bucket. */
  public readonly replicatedBuckets: interfaces.aws_s3.IBucketRef[];

  private readonly replicator: Replicator;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws if Amazon S3 would reject the configuration, or would accept it but replicate nothing: a bucket without versioning,
   * a bucket that replicates to itself, objects with KMS keys but no key for their replicas, a key that can't be used, or rules
   * that contradict each other
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

  /** The IDs of the rules, in the order in which they were added. */
  public get ruleIds(): string[] {
    return this.replicator.rules.map(({ id }) => id);
  }

  /**
   * Adds a replication rule.
   *
   * @param rule The rule to add
   * @returns the ID of the rule
   * @throws if Amazon S3 would reject the rule, or would accept it but replicate nothing
   */
  public addRule(rule: BucketReplicationRule): string {
    assertShape(this.node.path, rule, BUCKET_REPLICATION_RULE);
    return this.replicator.addRule(rule).id;
  }

  /**
   * Replicates existing objects with S3 Batch Replication.
   *
   * The deployment starts an S3 Batch Operations job, which replicates the objects that the rules select. The job starts once. It
   * starts again if its properties or the destinations of the rules change. To repeat it, pass another description. If you remove
   * the job from the app, it is cancelled, unless it has ended. Neither the deployment nor uploads wait for the job.
   *
   * If the replication configuration is new or has changed, wait a few minutes before you deploy the job: until Amazon S3 has
   * propagated the configuration, the job can miss objects.
   *
   * Objects in the storage classes S3 Glacier Flexible Retrieval and S3 Glacier Deep Archive, and versions that were deleted from
   * the destination, are not replicated.
   *
   * @param options The objects to replicate, and the location of the completion report
   * @returns the ID of the job, which is known after the job is created at deployment
   * @throws if this method was called before, or if Amazon S3 would reject the options
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
        `bucket ${path} is in stack ${stack.node.path}, but its replication is in ${Stack.of(this).node.path}: `
        + 'the two stacks would depend on each other',
        'create the BucketReplication in the stack of its source');
    }
    resource.replicationConfiguration = Lazy.any({ produce: () => this.replicator.configuration() });
  }

  private withoutRules(): string[] {
    return this.replicator.rules.length > 0 ? [] : ['the replication has no rules, which S3 rejects. Fix: set rules, or add a rule with addRule().'];
  }
}
