import type { Bucket, Posture } from '../../posture';
import type { Finding } from '../rule';

/**
 * What a rule finds in buckets one by one, where it looks at nothing but their default encryption and their policies:
 * of buckets that are alike it looks at one, and at the others only if that one is not as it should be.
 */
export function* eachKind(posture: Posture, rule: string, check: (bucket: Bucket) => Iterable<Finding>): Iterable<Finding> {
  const complies = (bucket: Bucket) => [...check(bucket)].length === 0;
  for (const bucket of posture.buckets) {
    if (!bucket.ask(rule, complies)) { yield* check(bucket); }
  }
}
