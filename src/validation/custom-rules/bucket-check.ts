import type { BucketView } from './bucket-view';
import type { CustomFinding } from './custom-finding';

/**
 * The check of a custom rule.
 */
export interface IBucketCheck {
  /**
   * Checks a bucket. The method is called for each general purpose bucket of the app, in any order, and not for directory,
   * table and vector buckets.
   *
   * If it returns a finding for a bucket that depends on conditions or parameters, it is called again for each possible combination of
   * their values. The findings must depend on the view alone.
   *
   * If a relevant answer of the view is `UNKNOWN`, return `CustomFinding.undetermined()`: without a finding, the check isn't called
   * for the combinations.
   *
   * @param bucket The bucket.
   * @returns the findings; an empty list if there are none
   */
  checkBucket(bucket: BucketView): CustomFinding[];
}
