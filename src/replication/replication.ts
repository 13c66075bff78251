import type { interfaces } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import type { Replicator } from './private/replicator';

/**
 * The replication of a bucket, or of two buckets to each other.
 *
 * @example
 * declare const replication: BucketReplication;
 *
 * // A TwoWayReplication works in the same way.
 * new ReplicationHealth(this, 'Health', { replication });
 */
export abstract class Replication extends Construct {
  /** The source buckets: one bucket, or both buckets of a two-way replication. */
  public abstract readonly replicatedBuckets: interfaces.aws_s3.IBucketRef[];

  /**
   * What replicates, one for each direction.
   *
   * @internal
   */
  public abstract get _replicators(): readonly Replicator[];
}
