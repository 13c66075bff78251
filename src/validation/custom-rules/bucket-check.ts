import type { BucketView } from './bucket-view';
import type { CustomFinding } from './custom-finding';

/**
 * The check of a custom rule.
 */
export interface IBucketCheck {
  /**
   * What is to be said of a bucket. It is called for each bucket of the app, and again for each case that conditions and parameters can
   * come to, in any order. The findings must follow from the view alone.
   *
   * If an answer of the view that matters is `UNKNOWN`, return `CustomFinding.undetermined()`: the bucket is then looked at case by
   * case.
   *
   * @param bucket The bucket.
   * @returns the findings; an empty list if there are none
   */
  checkBucket(bucket: BucketView): CustomFinding[];
}
