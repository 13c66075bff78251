import { memo } from '../../../template';
import type { Bucket, Posture } from '../../posture';
import { BucketView } from '../bucket-view';

/** The views of the buckets of an app: one of each, for all rules. */
export const viewsOf = memo((posture: Posture) => {
  const viewOf = memo((bucket: Bucket): BucketView => BucketView._of(posture, bucket, viewOf));
  return viewOf;
});
