import { type interfaces, Stage } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';
import { ConstructSet } from '../construct-state';
import { environmentDifferences } from '../logging/internal';
import { isBucket } from '../policy';

// docs/decisions/0031
/**
 * Which buckets a monitor watches.
 *
 * @example
 * const data = new EncryptedBucket(this, 'Data');
 * const uploads = new s3.Bucket(this, 'Uploads');
 * new EncryptionMonitor(this, 'Monitor', { buckets: WatchedBuckets.of(data, uploads) });
 */
export class WatchedBuckets {
  /**
   * These buckets: an `EncryptedBucket`, any `s3.Bucket`, an L1 bucket, one that is imported; of the account and Region of the
   * monitor.
   *
   * @param buckets The buckets
   * @returns the buckets to watch
   */
  public static of(...buckets: interfaces.aws_s3.IBucketRef[]): WatchedBuckets {
    return new WatchedBuckets(buckets);
  }

  /**
   * Every bucket below a scope (a stack, the app) that is there already and in the account, Region and stage of the monitor.
   *
   * Make the monitor last: a bucket that is made after it fails the synthesis, so that none goes unwatched unnoticed. Buckets
   * that monitors make for themselves are left out.
   *
   * @param scope A stack, the app, or any other construct
   * @returns the buckets to watch
   */
  public static below(scope: IConstruct): WatchedBuckets {
    return new WatchedBuckets(undefined, scope);
  }

  private constructor(
    /**
     * The buckets that were given to `WatchedBuckets.of()`.
     *
     * @default - every bucket below `scope`
     */
    public readonly buckets?: interfaces.aws_s3.IBucketRef[],
    /**
     * The scope that was given to `WatchedBuckets.below()`.
     *
     * @default - only `buckets` are watched
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
