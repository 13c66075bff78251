import { at, Ternary, type Value } from '../../../../template';
import type { Bucket } from '../../../posture';
import { isTrue, judge, reasonOf } from '../../private/judge';

export const OBJECT_LOCK = 'Properties.ObjectLockEnabled';
export const DEFAULT_RETENTION = 'Properties.ObjectLockConfiguration.Rule.DefaultRetention';

/** An answer, and why there is none. */
export interface Told {
  readonly answer: Ternary;
  readonly reason: string;
}

/** Whether Object Lock is turned on. */
export function hasObjectLock({ resource }: Bucket): Told {
  const value = resource.read('ObjectLockEnabled');
  return notAllAre(value, (known) => !isTrue(known));
}

/** Whether objects are locked for a while as soon as they are written. */
export function hasDefaultRetention({ resource }: Bucket): Told {
  const retention = at(resource.read('ObjectLockConfiguration'), 'Rule', 'DefaultRetention');
  return notAllAre(retention, (known) => known === undefined);
}

function notAllAre(value: Value | undefined, without: (known: Value | undefined) => boolean): Told {
  switch (judge(value, without)) {
    case Ternary.YES: return { answer: Ternary.NO, reason: '' };
    case Ternary.NO: return { answer: Ternary.YES, reason: '' };
    case Ternary.UNKNOWN: return { answer: Ternary.UNKNOWN, reason: reasonOf(value) };
  }
}
