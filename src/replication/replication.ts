import { Construct } from 'constructs';
import type { Replicator } from './private/replicator';

/**
 * The replication of a bucket, or of two buckets to each other.
 */
export abstract class Replication extends Construct {
  /**
   * What replicates, one for each direction.
   *
   * @internal
   */
  public abstract get _replicators(): readonly Replicator[];
}
