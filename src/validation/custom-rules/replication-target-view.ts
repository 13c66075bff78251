import type { Answer } from './answer';
import type { BucketView } from './bucket-view';
import type { KeyView } from './key-view';

/**
 * A read-only view of a destination to which a bucket replicates objects.
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
    /** The ARN of the destination bucket. Parts that are known at deployment only are written as in `Fn::Sub`. */
    public readonly bucketArn: string,
    /** Whether the destination bucket is in another account. */
    public readonly crossAccount: Answer,
    /** The KMS key that the replication rule specifies for replicas. Its type is `NONE` if the rule specifies no key. */
    public readonly replicaKey: KeyView,
    /** The destination bucket. Undefined if no template of the app creates it. */
    public readonly bucket?: BucketView,
  ) {}
}
