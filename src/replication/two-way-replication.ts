import { type aws_kms as kms, type interfaces, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { BucketReplication } from './bucket-replication';
import { areAcrossAccounts } from './private/environments';
import { ExistingObjects } from './private/existing-objects';
import { PutConfiguration } from './private/put-configuration';
import { Replicator } from './private/replicator';
import type { ReplicateExistingOptions } from './replicate-existing-options';
import { Replication } from './replication';
import { ReplicationDestination } from './replication-destination';
import { refusal } from '../cdk';
import { bucketResource } from '../policy';
import { assertShape } from '../shapes';
import { REPLICATE_EXISTING_OPTIONS, TWO_WAY_REPLICATION_PROPS } from './private/shapes';

/**
 * Properties of a `TwoWayReplication`.
 */
export interface TwoWayReplicationProps {
  /** One of the buckets, L1 or L2, of the stack that the `TwoWayReplication` is in. That stack waits for the other bucket's. */
  readonly first: interfaces.aws_s3.IBucketRef;

  /** The other bucket, L1 or L2, in any stack, Region or account of the app. */
  readonly second: interfaces.aws_s3.IBucketRef;

  /**
   * Where the second bucket's side is made if that bucket belongs to another account: a third stack in that account.
   *
   * The second bucket can only be configured from its own account, and only once both buckets exist: not by its own
   * stack, for which the first waits.
   *
   * @default - in the stack of the first bucket, which must then belong to the same account
   */
  readonly secondAccountScope?: Construct;

  /**
   * Keys with which objects of the first bucket are encrypted besides the key of its default encryption and the keys that
   * it accepts.
   *
   * @default - none
   */
  readonly firstKeys?: kms.IKey[];

  /**
   * Keys with which objects of the second bucket are encrypted besides the key of its default encryption and the keys that
   * it accepts.
   *
   * @default - none
   */
  readonly secondKeys?: kms.IKey[];

  /**
   * Only objects whose key begins so are replicated.
   *
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * Whether delete markers are replicated: whether what is deleted in one bucket is deleted in the other.
   *
   * @default true
   */
  readonly deleteMarkers?: boolean;

  /**
   * Whether S3 commits itself to replicate most objects within 15 minutes (S3 Replication Time Control).
   *
   * @default false
   */
  readonly timeControl?: boolean;

  /**
   * Whether S3 publishes metrics of both directions. Without them a replication that fails is noticed by nobody.
   *
   * @default true
   */
  readonly metrics?: boolean;
}

// docs/decisions/0015
/**
 * Replicates the objects of two buckets to each other, changes to replicas included, whatever they are encrypted with.
 *
 * S3 rejects a destination that does not exist, so only one bucket can be created with its configuration. This is the first
 * bucket; a custom resource puts the configuration of the second. Across accounts this needs a third stack, in the account of the second bucket.
 *
 * When you remove a `TwoWayReplication`, the custom resource deletes the second bucket's configuration only if it is its
 * own. If a `TwoWayReplication` with another construct path, or a `BucketReplication`, has replaced the configuration before
 * that, the new configuration stays.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-for-metadata-changes.html
 * @example
 * const first = new EncryptedBucket(this, 'First');
 * const second = new EncryptedBucket(this, 'Second');
 * new TwoWayReplication(this, 'TwoWay', { first, second });
 */
export class TwoWayReplication extends Replication {
  /** The replication from the first bucket to the second. */
  public readonly fromFirst: BucketReplication;

  /** The name of the role that S3 assumes to replicate from the second bucket to the first, known before it exists. */
  public readonly secondRoleName: string;

  /**
   * The ARN of the role that puts and deletes the second bucket's configuration, known before the role exists.
   *
   * `encryptionAdministrators` of that bucket exempts all roles in its path. Other policies that restrict changes to the
   * bucket's replication must exempt the role until CloudFormation has deleted this construct.
   */
  public readonly configurationRoleArn: string;

  /** Both buckets, the first one first. */
  public readonly replicatedBuckets: interfaces.aws_s3.IBucketRef[];

  private readonly replicator: Replicator;
  private readonly configuration: PutConfiguration;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws as `BucketReplication` does for either direction, and if the buckets are in two accounts without a third stack in
   * the second's
   */
  constructor(scope: Construct, id: string, props: TwoWayReplicationProps) {
    super(scope, id);
    assertShape(this.node.path, props, TWO_WAY_REPLICATION_PROPS);
    const { prefix, timeControl, metrics } = props;
    this.replicatedBuckets = [props.first, props.second];
    const rule = { prefix, timeControl, metrics, deleteMarkers: props.deleteMarkers ?? true, replicaModifications: true };
    this.fromFirst = new BucketReplication(this, 'First', {
      source: props.first, sourceKeys: props.firstKeys, rules: [{ ...rule, destination: ReplicationDestination.bucket(props.second) }],
    });
    const second = new Construct(this.secondScope(props), props.secondAccountScope ? this.node.id : 'Second');
    this.replicator = new Replicator(second, { source: props.second, sourceKeys: props.secondKeys, roleNameTellsSource: true });
    this.replicator.addRule({ ...rule, destination: ReplicationDestination.bucket(props.first) });
    this.secondRoleName = this.replicator.roleName;
    this.configuration = new PutConfiguration(second, this.replicator);
    this.configurationRoleArn = this.configuration.roleArn;
  }

  /**
   * Replicates the objects that are in the second bucket already to the first. For those of the first bucket, call
   * `fromFirst.replicateExisting()`.
   *
   * The job runs in the account and Region of the second bucket.
   *
   * @param options Which objects, and where the completion report goes
   * @returns the id of the job, known once it is started
   * @throws as `BucketReplication.replicateExisting()` does
   * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/s3-batch-replication-batch.html
   */
  public replicateExistingOfSecond(options: ReplicateExistingOptions): string {
    assertShape(this.node.path, options, REPLICATE_EXISTING_OPTIONS);
    return new ExistingObjects(this.replicator, options, this.configuration).jobId;
  }

  /**
   * Both directions, for what stands on replication.
   *
   * @internal
   */
  public get _replicators(): readonly Replicator[] {
    return [...this.fromFirst._replicators, this.replicator];
  }

  private secondScope({ first, second, secondAccountScope: given }: TwoWayReplicationProps): Construct {
    const stacks = [first, second].map((bucket) => Stack.of(bucketResource(bucket)!));
    const [here, there] = stacks;
    const acrossAccounts = areAcrossAccounts(this, bucketResource(first)!, bucketResource(second)!);
    const fix = `give secondAccountScope, a third stack in account ${there.account}`;
    if (!given) {
      if (!acrossAccounts) { return this; }
      throw refusal(this, `bucket ${first.node.path} is in account ${here.account}, bucket ${second.node.path} in account ${there.account}, `
        + 'from where alone it can be configured, and only once both buckets exist', fix);
    }
    const stack = Stack.of(given);
    if (!acrossAccounts) {
      throw refusal(this, `secondAccountScope is ${given.node.path}, but both buckets are in one account`, 'leave secondAccountScope out');
    }
    if (stacks.includes(stack)) {
      throw refusal(this, `secondAccountScope is in stack ${stack.node.path}, which has one of the buckets: that stack and the other bucket's would wait for each other`, fix);
    }
    if (stack.account !== there.account) {
      throw refusal(this, `secondAccountScope is in account ${stack.account}, but bucket ${second.node.path} in account ${there.account}`, fix);
    }
    return given;
  }
}
