import type { BucketView } from './bucket-view';
import type { CustomFinding } from './custom-finding';

/**
 * The check of a custom rule.
 */
export interface IBucketCheck {
  /**
   * Checks a bucket. It is called for each bucket of the app, in any order. If it returns a finding for a bucket that depends on conditions
   * or parameters, it is called again for each case that they can come to. The findings must depend on the view alone.
   *
   * If an answer of the view that matters is `UNKNOWN`, return `CustomFinding.undetermined()`: without a finding, the check isn't called
   * for the cases.
   *
   * @param bucket The bucket.
   * @returns the findings; an empty list if there are none
   */
  checkBucket(bucket: BucketView): CustomFinding[];
}
