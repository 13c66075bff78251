import { type interfaces, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConstructSet } from '../construct-state';
import { environmentDifferences } from '../logging/internal';
import { isBucket } from '../policy';

// docs/decisions/0031
/**
 * The buckets that an `EncryptionMonitor` monitors.
 *
 * @example
 * const data = new EncryptedBucket(this, 'Data');
 * const uploads = new s3.Bucket(this, 'Uploads');
 * new EncryptionMonitor(this, 'Monitor', { buckets: WatchedBuckets.of(data, uploads) });
 */
export class WatchedBuckets {
  /**
   * Monitors the specified buckets, which must be in the account and Region of the monitor.
   *
   * @param buckets The buckets: each an `EncryptedBucket`, any other `s3.Bucket`, an L1 bucket, or an imported bucket
   * @returns the buckets to monitor
   */
  public static of(...buckets: interfaces.aws_s3.IBucketRef[]): WatchedBuckets {
    return new WatchedBuckets(buckets);
  }

  /**
   * Monitors all buckets below a scope that are in the account, Region and stage of the monitor.
   *
   * Create the monitor after the buckets: synthesis fails if a bucket is created after it, so that no bucket is left out unnoticed.
   * Buckets that monitors create for their own logs are excluded.
   *
   * @param scope A stack, the app, or any other construct
   * @returns the buckets to monitor
   */
  public static below(scope: IConstruct): WatchedBuckets {
    return new WatchedBuckets(undefined, scope);
  }

  private constructor(
    /**
     * The buckets that were passed to `WatchedBuckets.of()`.
     *
     * @default - every bucket below `scope`
     */
    public readonly buckets?: interfaces.aws_s3.IBucketRef[],
    /**
     * The scope that was passed to `WatchedBuckets.below()`.
     *
     * @default - only `buckets` are monitored
     */
    public readonly scope?: IConstruct,
  ) {}

  /**
   * The buckets, as things are at the moment.
   *
   * @internal
   */
  public _seenFrom(monitor: IConstruct): interfaces.aws_s3.IBucketRef[] {
    return this.scope ? bucketsBelow(this.scope, monitor) : this.buckets ?? [];
  }
}

/** Constructs whose buckets would grow by being watched. */
const OF_MONITORS = new ConstructSet<IConstruct>('of a monitor');

/** Leaves the buckets below a construct out of what is watched. */
export function excludeFromWatching(construct: IConstruct): void {
  OF_MONITORS.add(construct);
}

function bucketsBelow(scope: IConstruct, monitor: IConstruct): interfaces.aws_s3.IBucketRef[] {
  return scope.node.findAll().filter(isBucket).filter((bucket) => Stage.of(bucket) === Stage.of(monitor)
    && environmentDifferences(monitor, bucket.env).length === 0
    && !bucket.node.scopes.some((ancestor) => OF_MONITORS.has(ancestor)));
}
