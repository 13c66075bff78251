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
  /**
   * The first bucket: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket, in the same stack as this construct.
   *
   * That stack depends on the stack of the second bucket.
   */
  readonly first: interfaces.aws_s3.IBucketRef;

  /** The second bucket: an `EncryptedBucket`, any `s3.Bucket`, or an L1 bucket, in any stack, Region, or account of the app. */
  readonly second: interfaces.aws_s3.IBucketRef;

  /**
   * The scope of the configuration of the second bucket, if that bucket is in another account: a third stack in that account.
   *
   * The second bucket can be configured only from its own account, and only after both buckets exist. The stack of the second
   * bucket can't do this, because the stack of the first bucket depends on it.
   *
   * @default - the stack of the first bucket, which must be in the same account as the second bucket
   */
  readonly secondAccountScope?: Construct;

  /**
   * Additional KMS keys that objects in the first bucket are encrypted with, besides the key of its default encryption and the
   * keys that it accepts.
   *
   * @default - no additional keys
   */
  readonly firstKeys?: kms.IKey[];

  /**
   * Additional KMS keys that objects in the second bucket are encrypted with, besides the key of its default encryption and the
   * keys that it accepts.
   *
   * @default - no additional keys
   */
  readonly secondKeys?: kms.IKey[];

  /**
   * The key prefix of the objects to replicate.
   *
   * @default - all objects
   */
  readonly prefix?: string;

  /**
   * Whether delete markers are replicated, so that an object that is deleted in one bucket is also deleted in the other.
   *
   * @default true
   */
  readonly deleteMarkers?: boolean;

  /**
   * Whether to enable S3 Replication Time Control (S3 RTC), with which S3 commits to replicating most objects within 15 minutes.
   *
   * @default false
   */
  readonly timeControl?: boolean;

  /**
   * Whether S3 publishes replication metrics for both directions. Without metrics, no alarm can detect failed replication.
   *
   * @default true
   */
  readonly metrics?: boolean;
}

// docs/decisions/0015
/**
 * Replicates the objects of two buckets to each other, including changes to replicas and objects that are encrypted with AWS KMS.
 *
 * S3 rejects a destination that doesn't exist, so only one bucket can be created with its replication configuration. This is the
 * first bucket. A custom resource sets the configuration of the second bucket. Across accounts, this requires a third stack in the
 * account of the second bucket.
 *
 * When you remove a `TwoWayReplication`, the custom resource deletes the configuration of the second bucket only if it set that
 * configuration. If a `TwoWayReplication` with another construct path, or a `BucketReplication`, has replaced the configuration
 * before that, the new configuration remains.
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

  /** The name of the role that S3 assumes to replicate from the second bucket to the first. It is known before the role is created. */
  public readonly secondRoleName: string;

  /**
   * The ARN of the role that sets and deletes the configuration of the second bucket. It is known before the role is created.
   *
   * `encryptionAdministrators` of that bucket exempts all roles in its path. Other policies that restrict changes to the
   * replication of the bucket must exempt the role until CloudFormation has deleted the resources of this construct.
   */
  public readonly configurationRoleArn: string;

  /** The first bucket and the second bucket, in this order. */
  public readonly replicatedBuckets: interfaces.aws_s3.IBucketRef[];

  private readonly replicator: Replicator;
  private readonly configuration: PutConfiguration;

  /**
   * @param scope The scope in which to create the construct
   * @param id The ID of the construct in its scope
   * @param props The properties of the construct
   * @throws as `BucketReplication` does for either direction, or if the buckets are in two accounts and `secondAccountScope` is not
   * in a third stack in the account of the second bucket
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
   * Replicates existing objects of the second bucket to the first bucket.
   *
   * The job runs in the account and Region of the second bucket. For existing objects of the first bucket, call
   * `fromFirst.replicateExisting()`.
   *
   * @param options The objects to replicate, and the location of the completion report
   * @returns the ID of the job, which is known after the job is created at deployment
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
    const fix = `set secondAccountScope to a third stack, in account ${there.account}`;
    if (!given) {
      if (!acrossAccounts) { return this; }
      throw refusal(this, `bucket ${first.node.path} is in account ${here.account}, but bucket ${second.node.path} is in account ${there.account}, `
        + 'and can be configured only from that account, after both buckets exist', fix);
    }
    const stack = Stack.of(given);
    if (!acrossAccounts) {
      throw refusal(this, `secondAccountScope is ${given.node.path}, but both buckets are in the same account`, 'leave secondAccountScope out');
    }
    if (stacks.includes(stack)) {
      throw refusal(this, `secondAccountScope is in stack ${stack.node.path}, which contains one of the buckets: that stack and the stack of the other bucket would depend on each other`, fix);
    }
    if (stack.account !== there.account) {
      throw refusal(this, `secondAccountScope is in account ${stack.account}, but bucket ${second.node.path} is in account ${there.account}`, fix);
    }
    return given;
  }
}
