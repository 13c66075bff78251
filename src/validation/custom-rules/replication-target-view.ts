import type { Answer } from './answer';
import type { BucketView } from './bucket-view';
import type { KeyView } from './key-view';

/**
 * A destination to which a bucket replicates objects, read-only.
 *
 * @example
 * declare const target: ReplicationTargetView;
 *
 * if (target.replicaKey.type === KmsKeyType.NONE) {
 *   CustomFinding.violation('The replication rule names no key for replicas.');
 * }
 */
export class ReplicationTargetView {
  /** @internal */
  public static _of(arn: string, crossAccount: Answer, replicaKey: KeyView, bucket: BucketView | undefined): ReplicationTargetView {
    return new ReplicationTargetView(arn, crossAccount, replicaKey, bucket);
  }

  private constructor(
    /** The ARN of the destination. What is known at deployment only is written as in `Fn::Sub`. */
    public readonly bucketArn: string,
    /** Whether the destination is in another account. */
    public readonly crossAccount: Answer,
    /** The key that the replication rule names for replicas. Its type is `NONE` if it names no key. */
    public readonly replicaKey: KeyView,
    /** The destination. Undefined if no template of the app creates it. */
    public readonly bucket?: BucketView,
  ) {}
}
