import { isTrue, judge, reasonOf } from './judge';
import { type Resource, Ternary, type Value } from '../../../template';

/** What a template says of the versioning of a bucket. */
export interface Versioning {
  readonly status: Value | undefined;
  readonly isEnabled: Ternary;
  /** Why it cannot be determined whether it is enabled. */
  readonly reason: string;
}

/** Object Lock comes with versioning. */
export function versioningOf(resource: Resource): Versioning {
  const status = resource.read('VersioningConfiguration', 'Status');
  const lock = resource.read('ObjectLockEnabled');
  const locked = judge(lock, isTrue);
  const atBest = judge(status, (known) => known === 'Enabled' || (known === undefined && locked !== Ternary.NO));
  const dependsOnLock = atBest === Ternary.YES && locked === Ternary.UNKNOWN && judge(status, (known) => known === 'Enabled') !== Ternary.YES;
  return { status, isEnabled: dependsOnLock ? Ternary.UNKNOWN : atBest, reason: reasonOf(dependsOnLock ? lock : status) };
}
